/** Who answers for a Service: pure functions over Services and EndpointSlices. Mirrors kubernetes pkg/proxy. */
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Service } from '#resources/service.ts';

/** An address and port that serves, and the pod behind it. */
interface Backend {
  readonly ip: string;
  readonly port: number;
  readonly nodeName: string | undefined;
  readonly podName: string | undefined;
}

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** The slices of a Service among all of its namespace. */
export const slicesOf = (
  service: Service,
  slices: readonly EndpointSlice[],
): readonly EndpointSlice[] =>
  slices.filter(
    ({ metadata }) =>
      metadata.namespace === service.metadata.namespace &&
      metadata.labels?.[SERVICE_NAME_LABEL] === service.metadata.name,
  );

/**
 * The backends of one port: the ready ones, or when there are none, those that still serve while
 * they end. Mirrors pkg/proxy/topology.go CategorizeEndpoints.
 */
function backendsOf(port: ServicePort, slices: readonly EndpointSlice[]): readonly Backend[] {
  const pick = (
    accepts: (conditions: { ready?: boolean; serving?: boolean; terminating?: boolean }) => boolean,
  ) =>
    slices.flatMap(({ endpoints, ports }) => {
      const target = ports?.find(({ name = '' }) => name === (port.name ?? ''))?.port;
      if (target === undefined) return [];
      return (endpoints ?? [])
        .filter(({ conditions }) => accepts(conditions ?? {}))
        .flatMap(({ addresses, nodeName, targetRef }) =>
          addresses
            .slice(0, 1)
            .map((ip) => ({ ip, port: target, nodeName, podName: targetRef?.name })),
        );
    });
  const ready = pick(({ ready = true }) => ready);
  return ready.length > 0
    ? ready
    : pick(({ serving = false, terminating = false }) => serving && terminating);
}

/** What happens to a connection. */
export type Route =
  | { readonly kind: 'backend'; readonly backend: Backend }
  /** A Service without endpoints refuses. */
  | { readonly kind: 'refused' }
  /** Nobody has that address. */
  | { readonly kind: 'unknown' };

/**
 * Where a connection to `ip:port` goes. `choose` picks one of n (a seeded die); node ports are met by
 * giving the address of any node in `nodeAddresses`.
 */
export function route(
  to: { readonly ip: string; readonly port: number },
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  nodeAddresses: ReadonlySet<string>,
  choose: (below: number) => number,
): Route {
  for (const service of services) {
    const isOwn = service.spec.clusterIP === to.ip;
    const port = service.spec.ports?.find((one) =>
      isOwn ? one.port === to.port : nodeAddresses.has(to.ip) && one.nodePort === to.port,
    );
    if (!port) continue;
    const backends = backendsOf(port, slicesOf(service, slices));
    const backend = backends[backends.length > 1 ? choose(backends.length) : 0];
    return backend ? { kind: 'backend', backend } : { kind: 'refused' };
  }
  return { kind: 'unknown' };
}
