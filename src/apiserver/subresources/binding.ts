/** POST pods/NAME/binding: a pod gets its node. Mirrors kubernetes pkg/registry/core/pod/storage/storage.go assignPod. */
import type { Call } from '#apimachinery/api.ts';
import { withCondition } from '#apimachinery/conditions.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { conflictError, notFoundError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { lookUp, resourceKind, type ServerContext } from '../context.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastProbeTime?: string | null;
  readonly lastTransitionTime?: string | null;
}
interface PodLike extends KubeObject {
  readonly spec: { readonly nodeName?: string; readonly schedulingGates?: readonly unknown[] };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly nominatedNodeName?: string;
  };
}

function refusal(pod: PodLike): string | undefined {
  const { name, deletionTimestamp } = pod.metadata;
  if (deletionTimestamp) return `pod ${name} is being deleted, cannot be assigned to a host`;
  if (pod.spec.nodeName) return `pod ${name} is already assigned to node "${pod.spec.nodeName}"`;
  if (pod.spec.schedulingGates?.length) return `pod ${name} has non-empty .spec.schedulingGates`;
  return undefined;
}

/** Assigns a pod to a node, once. */
export function bind(
  server: ServerContext,
  namespace: string,
  name: string,
  node: string,
  call: Call,
): void {
  const kind = resourceKind(server, '', 'pods');
  const pod = lookUp(server, kind, namespace, name) as PodLike | undefined;
  if (!pod) throw notFoundError(kind, name);
  const why = refusal(pod);
  if (why) throw conflictError({ group: '', plural: 'pods/binding' }, name, why);
  const conditions = withCondition(pod.status?.conditions, {
    lastProbeTime: null,
    lastTransitionTime: printTime(server.clock.now()),
    status: 'True',
    type: 'PodScheduled',
  });
  // ClearingNominatedNodeNameAfterBinding is on by default since 1.35.
  const { nominatedNodeName: _, ...status } = pod.status ?? {};
  const next: PodLike = {
    ...pod,
    metadata: { ...pod.metadata, resourceVersion: server.store.nextResourceVersion() },
    spec: { ...pod.spec, nodeName: node },
    status: { ...status, conditions },
  };
  server.store.put(kind, next, pod, call);
}
