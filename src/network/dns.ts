/** The cluster's names: a Service's to its address, as CoreDNS would answer. */
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Service } from '#resources/service.ts';
import { slicesOf } from './service-proxy.ts';

const CLUSTER_DOMAIN = 'cluster.local';

/** "web.shop.svc.cluster.local" ⇒ { service: "web", namespace: "shop" }; undefined for names of elsewhere. */
export function parseServiceName(
  name: string,
  namespace: string,
): { readonly service: string; readonly namespace: string } | undefined {
  const labels = name.replace(/\.$/, '').replace(`.${CLUSTER_DOMAIN}`, '').split('.');
  const [service = '', own = namespace, svc = 'svc', ...rest] = labels;
  return service && svc === 'svc' && rest.length === 0 ? { service, namespace: own } : undefined;
}

/** What the store holds, as far as names go. */
interface World {
  serviceOf(namespace: string, name: string): Service | undefined;
  slicesIn(namespace: string): readonly EndpointSlice[];
}

/** The ready endpoints behind a Service's name, and whether it is headless. */
function behind({ serviceOf, slicesIn }: World, name: string, namespace: string) {
  const parsed = parseServiceName(name, namespace);
  const service = parsed && serviceOf(parsed.namespace, parsed.service);
  if (!service) return undefined;
  const endpoints = slicesOf(service, slicesIn(parsed.namespace))
    .flatMap((slice) => slice.endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false);
  return { clusterIP: service.spec.clusterIP, endpoints };
}

/** "db-0.db": the pod with that host name behind the headless Service db. */
function podAddresses(world: World, name: string, namespace: string): readonly string[] {
  const dot = name.indexOf('.');
  const found = dot > 0 ? behind(world, name.slice(dot + 1), namespace) : undefined;
  if (found?.clusterIP !== 'None') return [];
  return found.endpoints
    .filter(({ hostname }) => hostname === name.slice(0, dot))
    .flatMap(({ addresses }) => addresses);
}

/**
 * The addresses of a name, asked from a namespace: those of one pod behind a headless Service, a cluster
 * IP, for a headless Service those of its ready pods, nothing for an unknown name. `serviceOf` and
 * `slicesIn` look into the store.
 */
export function resolve(
  name: string,
  namespace: string,
  serviceOf: World['serviceOf'],
  slicesIn: World['slicesIn'],
): readonly string[] {
  const world: World = { serviceOf, slicesIn };
  const pod = podAddresses(world, name, namespace);
  if (pod.length > 0) return pod;
  const found = behind(world, name, namespace);
  if (!found) return [];
  const { clusterIP, endpoints } = found;
  if (clusterIP !== 'None') return clusterIP ? [clusterIP] : [];
  return endpoints.flatMap(({ addresses }) => addresses);
}
