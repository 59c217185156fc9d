/** Every address of a Service is an object of its own, made and removed with it. Mirrors kubernetes pkg/registry/core/service/ipallocator/ipallocator.go. */
import type { Actor, StoreEvent } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { ipAddressKind } from '#resources/ipaddress.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import type { ServerContext } from './context.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';

const SERVER: Actor = {
  name: 'kube-apiserver',
  user: 'system:apiserver',
  groups: ['system:masters'],
};
const kind = ipAddressKind as unknown as Kind;

const addressesOf = (object: KubeObject | undefined): readonly string[] =>
  ((object as Service | undefined)?.spec.clusterIPs ?? []).filter(
    (ip) => ip !== '' && ip !== 'None',
  );

const draftOf = ({ metadata }: KubeObject, ip: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IPAddress',
  metadata: {
    name: ip,
    labels: {
      'ipaddress.kubernetes.io/ip-family': ip.includes(':') ? 'IPv6' : 'IPv4',
      'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
    },
  },
  spec: {
    parentRef: { resource: 'services', namespace: metadata.namespace ?? '', name: metadata.name },
  },
});

/** Looks after the IPAddress objects of the server's Services, where it serves both kinds. */
export function trackServiceAddresses(server: ServerContext): void {
  const services = serviceKind as unknown as Kind;
  if (!server.kinds.includes(kind) || !server.kinds.includes(services)) return;
  const table = server.store.table(kind);
  server.store.subscribe(
    ({ type, object, previous, revision }: StoreEvent) => {
      const before = type === 'DELETED' ? addressesOf(object) : addressesOf(previous);
      const after = type === 'DELETED' ? [] : addressesOf(object);
      const call = { actor: SERVER, cause: revision };
      for (const ip of before) {
        if (!after.includes(ip) && table.get('', ip)) remove(server, kind, '', ip, call);
      }
      for (const ip of after) {
        if (!table.get('', ip)) create(server, kind, draftOf(object, ip), call);
      }
    },
    { kind: services },
  );
}
