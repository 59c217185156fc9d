/** From a workload or Service to its pods, the best one first. Mirrors kubectl pkg/polymorphichelpers and pkg/util/podutils. */
import { conditionOf, isConditionTrue } from '#apimachinery/conditions.ts';
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import {
  type LabelSelectorObject,
  printSelector,
  selectorOfObject,
  selectorOfSet,
} from '#apimachinery/selector.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { timedOut, withTimeout } from './until.ts';

const WORKLOADS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']);

interface WithSelector extends KubeObject {
  readonly spec?: { readonly selector?: LabelSelectorObject | StringMap };
}

/** The selector of an object's pods, as text. */
export function podSelectorOf(object: KubeObject): string {
  const { kind, metadata, spec } = object as WithSelector;
  if (WORKLOADS.has(kind))
    return printSelector(selectorOfObject(spec?.selector as LabelSelectorObject | undefined));
  if (kind === 'Service' || kind === 'ReplicationController') {
    const labels = (spec?.selector ?? {}) as StringMap;
    if (kind === 'Service' && Object.keys(labels).length === 0)
      throw new KubectlError(
        `invalid service '${metadata.name}': Service is defined without a selector`,
      );
    return printSelector(selectorOfSet(labels));
  }
  throw new KubectlError(`selector for *v1.${kind} not implemented`);
}

const isReady = ({ status }: Pod): boolean => isConditionTrue(status?.conditions, 'Ready');
const readySince = ({ status }: Pod): number =>
  timeOf(conditionOf(status?.conditions, 'Ready')?.lastTransitionTime);
const phases: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 };
const restarts = ({ status }: Pod): number =>
  Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));

/** Which pod's logs are likelier to be wanted. Mirrors podutils.ByLogging. */
export function byLogging(a: Pod, b: Pod): number {
  const assigned = Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName));
  if (assigned !== 0) return assigned;
  const phase = (phases[a.status?.phase ?? ''] ?? 0) - (phases[b.status?.phase ?? ''] ?? 0);
  if (phase !== 0) return phase;
  const ready = Number(isReady(b)) - Number(isReady(a));
  if (ready !== 0) return ready;
  if (isReady(a) && readySince(a) !== readySince(b)) return readySince(a) - readySince(b);
  if (restarts(a) !== restarts(b)) return restarts(b) - restarts(a);
  return timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp);
}

/** The pods of a selector, best first; waits for the first when there is none. */
export async function podsOf(
  context: CommandContext,
  namespace: string,
  labelSelector: string,
  timeoutMs: number,
): Promise<readonly Pod[]> {
  const resource = (await context.api.discover()).find('pods');
  if (!resource) throw new KubectlError(`the server doesn't have a resource type "pods"`);
  const { items, metadata } = await context.api.list<Pod>(resource, { namespace, labelSelector });
  if (items.length > 0) return [...items].sort(byLogging);
  const { resourceVersion } = metadata;
  return withTimeout(context, timeoutMs, timedOut(), async (signal) => {
    const frames = context.api.watch(resource, {
      namespace,
      labelSelector,
      ...(resourceVersion ? { resourceVersion } : {}),
      signal,
    });
    for await (const { type, object } of frames)
      if (type === 'ADDED' || type === 'MODIFIED') return [object as Pod];
    throw timedOut();
  });
}
