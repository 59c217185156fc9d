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

/**
 * The addresses of a name, asked from a namespace: the cluster IP, for a headless Service those of its
 * ready pods, nothing for an unknown name. `serviceOf` and `slicesIn` look into the store.
 */
export function resolve(
  name: string,
  namespace: string,
  serviceOf: (namespace: string, name: string) => Service | undefined,
  slicesIn: (namespace: string) => readonly EndpointSlice[],
): readonly string[] {
  const parsed = parseServiceName(name, namespace);
  const service = parsed && serviceOf(parsed.namespace, parsed.service);
  if (!service) return [];
  const { clusterIP } = service.spec;
  if (clusterIP !== 'None') return clusterIP ? [clusterIP] : [];
  return slicesOf(service, slicesIn(parsed.namespace))
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses }) => addresses);
}
