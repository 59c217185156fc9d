/** What the API server itself keeps in a cluster: the system namespaces, its classes, and the way to itself. */
import type { Draft } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import { type Namespace, namespaceKind } from '#resources/namespace.ts';
import { DEFAULT_SERVICE_CIDR } from '#resources/services/allocate.ts';
import { bootstrapObjects } from './bootstrap-objects.ts';

const namespaces = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];

const draftNamespace = (each: string): Draft<Namespace> => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: each },
  spec: {},
});

/**
 * Makes the namespaces, the Service `kubernetes` and all that leads to it where they are missing, now
 * and every 10 s. Mirrors kubernetes pkg/controlplane/controller/{systemnamespaces,kubernetesservice}.
 */
export function startBootstrap(
  client: Client,
  clock: Clock,
  serviceCidr: string = DEFAULT_SERVICE_CIDR,
): void {
  const wanted = bootstrapObjects(serviceCidr);
  const pass = (): void => {
    client.cause = 0;
    for (const each of namespaces) {
      if (!client.get(namespaceKind, '', each)) client.create(namespaceKind, draftNamespace(each));
    }
    for (const { kind, namespace, name, draft } of wanted) {
      if (!client.get(kind, namespace, name)) client.create(kind, draft);
    }
    clock.after(latency.kubernetesServicePeriodMs, pass);
  };
  pass();
}
