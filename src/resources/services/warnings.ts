/** What is allowed in a Service but means nothing, or will not be allowed for long. Mirrors kubernetes pkg/api/service/warnings.go. */
import type { Service } from './types.ts';

const OLD_HINTS = 'service.kubernetes.io/topology-aware-hints';

function headlessWarnings({ spec }: Service): readonly string[] {
  if (spec.clusterIP !== 'None') return [];
  const ignored = 'is ignored for headless services';
  return [
    ...(spec.loadBalancerIP ? [`spec.loadBalancerIP ${ignored}`] : []),
    ...(spec.externalIPs?.length ? [`spec.externalIPs ${ignored}`] : []),
    ...(spec.sessionAffinity === 'None' ? [] : [`spec.SessionAffinity ${ignored}`]),
  ];
}

export const serviceWarnings = (service: Service): readonly string[] => {
  const { metadata, spec } = service;
  const isName = spec.type === 'ExternalName';
  return [
    ...(metadata.annotations?.[OLD_HINTS] === undefined
      ? []
      : [
          `annotation ${OLD_HINTS} is deprecated, please use service.kubernetes.io/topology-mode instead`,
        ]),
    ...headlessWarnings(service),
    ...(isName && spec.externalIPs?.length
      ? ['spec.externalIPs is ignored when spec.type is "ExternalName"']
      : []),
    ...(!isName && spec.externalName
      ? ['spec.externalName is ignored when spec.type is not "ExternalName"']
      : []),
    ...(spec.trafficDistribution === 'PreferClose'
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ];
};
