/** What a Service's pods look like from outside: addresses, conditions and ports. */
import type { Endpoint, EndpointPort } from '#resources/endpointslice.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { isPodFinished, isPodReady } from '../pods.ts';

type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** Has an address and may still answer. Mirrors k8s.io/endpointslice util ShouldPodBeInEndpoints. */
export const isPodReachable = (pod: Pod): boolean =>
  pod.status.podIP !== undefined && pod.status.podIP !== '' && !isPodFinished(pod);

/** A pod as an endpoint of a Service. Mirrors k8s.io/endpointslice utils.go podToEndpoint. */
export function endpointOf(
  service: Service,
  pod: Pod,
  zoneOf: (node: string) => string | undefined = () => undefined,
): Endpoint {
  const { namespace = '', name, uid, deletionTimestamp } = pod.metadata;
  const { hostname, subdomain, nodeName } = pod.spec;
  const serving = isPodReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = nodeName ? zoneOf(nodeName) : undefined;
  const isNamed = hostname && subdomain === service.metadata.name;
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(isNamed ? { hostname } : {}),
    ...(nodeName ? { nodeName } : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(zone ? { zone } : {}),
  };
}

/** The number a Service's port has in a pod; undefined when the pod has no port of that name. Mirrors FindPort. */
function portNumber(
  pod: Pod,
  { targetPort, port, protocol = 'TCP' }: ServicePort,
): number | undefined {
  const target = targetPort ?? port;
  if (typeof target === 'number') return target === 0 ? port : target;
  for (const container of pod.spec.containers) {
    for (const each of container.ports ?? []) {
      if (each.name === target && (each.protocol ?? 'TCP') === protocol) return each.containerPort;
    }
  }
  return undefined;
}

/** The ports of a pod that a Service leads to. Mirrors getEndpointPorts. */
export function portsOf(service: Service, pod: Pod): readonly EndpointPort[] {
  const isHeadless = service.spec.clusterIP === 'None';
  if (isHeadless && (service.spec.ports ?? []).length === 0) return [];
  return (service.spec.ports ?? []).flatMap((servicePort) => {
    const port = portNumber(pod, servicePort);
    if (port === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    return [{ name, port, protocol, ...(appProtocol ? { appProtocol } : {}) }];
  });
}
