/** Who answers for a Service: pure functions over Services and EndpointSlices. Mirrors kubernetes pkg/proxy. */

import { hash32 } from '#kernel/random.ts';
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
  /** Traffic that must stay on the node where it came in, and that node has no endpoint. */
  | { readonly kind: 'dropped' }
  /** Nobody has that address. */
  | { readonly kind: 'unknown' };

/** How a connection meets a Service: by its own address, from outside the cluster, or not at all. */
function entryOf(
  service: Service,
  { ip, port }: Destination,
  nodes: ReadonlyMap<string, string>,
): { readonly port: ServicePort; readonly node: string | undefined } | undefined {
  const { spec, status } = service;
  const given =
    spec.clusterIP === ip || spec.clusterIPs?.includes(ip) || spec.externalIPs?.includes(ip);
  const isBalanced = status.loadBalancer?.ingress?.some((one) => one.ip === ip) ?? false;
  const node = nodes.get(ip);
  const found = spec.ports?.find((one) =>
    given || isBalanced ? one.port === port : node !== undefined && one.nodePort === port,
  );
  return found && { port: found, node: given || isBalanced ? undefined : node };
}

/** Where a connection is to end, and who makes it. */
interface Destination {
  readonly ip: string;
  readonly port: number;
  /** Its address, for Services that stay with a client's first choice. */
  readonly client?: string;
}

/**
 * Where a connection goes. `choose` picks one of n (a seeded die); node ports are met by giving the
 * address of any node in `nodes` (address ⇒ name). Mirrors pkg/proxy/iptables/proxier.go syncProxyRules.
 * Differs: who has sessionAffinity ClientIP keeps its endpoint as long as the endpoints stay the same.
 */
export function route(
  to: Destination,
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  nodes: ReadonlyMap<string, string>,
  choose: (below: number) => number,
): Route {
  for (const service of services) {
    const entry = entryOf(service, to, nodes);
    if (!entry) continue;
    const all = backendsOf(entry.port, slicesOf(service, slices));
    if (all.length === 0) return { kind: 'refused' };
    const isLocal = entry.node !== undefined && service.spec.externalTrafficPolicy === 'Local';
    const backends = isLocal ? all.filter(({ nodeName }) => nodeName === entry.node) : all;
    const keeps = service.spec.sessionAffinity === 'ClientIP';
    const pick = (): number =>
      keeps ? hash32(to.client ?? '') % backends.length : choose(backends.length);
    const backend = backends[backends.length > 1 ? pick() : 0];
    return backend ? { kind: 'backend', backend } : { kind: 'dropped' };
  }
  return { kind: 'unknown' };
}
