/** The columns of `kubectl get services`. */
import type { Column } from '#apimachinery/kind.ts';
import { formatLabels } from '#apimachinery/selector.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import type { Service } from './types.ts';

const ingressAddresses = ({ status }: Service): readonly string[] => {
  const found = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname);
  return [...new Set(found.filter((address) => address !== undefined))].sort();
};

/** `<none>`, `<pending>`, or addresses with commas. */
function externalIp(service: Service): string {
  const { type, externalIPs = [], externalName } = service.spec;
  if (type === 'ExternalName') return externalName ?? '';
  if (type !== 'LoadBalancer') return externalIPs.join(',') || '<none>';
  return [...ingressAddresses(service), ...externalIPs].join(',') || '<pending>';
}

/** `80:30080/TCP,443/TCP` */
function ports({ spec }: Service): string {
  const pieces = (spec.ports ?? []).map(({ port, nodePort, protocol }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return pieces.join(',') || '<none>';
}

export const serviceColumns: readonly Column<Service>[] = [
  nameColumn,
  column('Type', 'How it is reached.', ({ spec }) => spec.type ?? ''),
  column(
    'Cluster-IP',
    'Its address in the cluster.',
    ({ spec }) => spec.clusterIPs?.[0] ?? '<none>',
  ),
  column('External-IP', 'Its address outside.', externalIp),
  column('Port(s)', 'Its ports.', ports),
  ageColumn,
  column('Selector', 'Which pods are behind it.', ({ spec }) => formatLabels(spec.selector), {
    wide: true,
  }),
];
