/** Which pods a drain removes, warns of, or refuses to touch. Mirrors kubectl pkg/drain/filters.go. */
import { controllerOf } from '#apimachinery/owner-references.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';

export interface DrainOptions {
  readonly force: boolean;
  readonly ignoreDaemonSets: boolean;
  readonly deleteEmptyDirData: boolean;
  /** Pods being deleted for longer than so many seconds are passed over; 0: none. */
  readonly skipDeletedAfterSeconds: number;
  readonly nowMs: number;
  /** The server's refusal when a pod's DaemonSet is gone; undefined when it is there. */
  daemonSetMissing(pod: Pod): string | undefined;
}

/** What becomes of a pod. */
interface Verdict {
  readonly remove: boolean;
  readonly warning?: string;
  readonly refusal?: string;
}

const remove: Verdict = { remove: true };
const isOver = ({ status }: Pod): boolean =>
  status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** Whether a pod's deletion hangs for so long that nobody should wait for it. */
export const isSkipped = (
  { metadata }: Pod,
  { skipDeletedAfterSeconds, nowMs }: Pick<DrainOptions, 'skipDeletedAfterSeconds' | 'nowMs'>,
): boolean =>
  skipDeletedAfterSeconds > 0 &&
  metadata.deletionTimestamp !== undefined &&
  Math.trunc((nowMs - timeOf(metadata.deletionTimestamp)) / 1000) > skipDeletedAfterSeconds;

function daemonSetVerdict(pod: Pod, options: DrainOptions): Verdict {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isOver(pod)) return remove;
  const missing = options.daemonSetMissing(pod);
  if (missing !== undefined)
    return options.force ? { remove: true, warning: missing } : { remove: false, refusal: missing };
  return options.ignoreDaemonSets
    ? { remove: false, warning: 'ignoring DaemonSet-managed Pods' }
    : { remove: false, refusal: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
}

function localStorageVerdict(pod: Pod, { deleteEmptyDirData }: DrainOptions): Verdict {
  if (!pod.spec.volumes?.some(({ emptyDir }) => emptyDir) || isOver(pod)) return remove;
  return deleteEmptyDirData
    ? { remove: true, warning: 'deleting Pods with local storage' }
    : {
        remove: false,
        refusal: 'Pods with local storage (use --delete-emptydir-data to override)',
      };
}

function unmanagedVerdict(pod: Pod, { force }: DrainOptions): Verdict {
  if (isOver(pod) || controllerOf(pod)) return remove;
  return force
    ? { remove: true, warning: 'deleting Pods that declare no controller' }
    : {
        remove: false,
        refusal: 'cannot delete Pods that declare no controller (use --force to override)',
      };
}

/** The first filter that keeps the pod decides; else the last one's warning counts. */
function drainVerdict(pod: Pod, options: DrainOptions): Verdict {
  if (isSkipped(pod, options)) return { remove: false };
  const daemonSet = daemonSetVerdict(pod, options);
  if (!daemonSet.remove) return daemonSet;
  if (pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined)
    return { remove: false };
  const storage = localStorageVerdict(pod, options);
  return storage.remove ? unmanagedVerdict(pod, options) : storage;
}

const named = ({ metadata }: Pod): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** Texts with the pods they are about: `ignoring DaemonSet-managed Pods: a/b, a/c`. */
function grouped(
  entries: readonly (readonly [text: string | undefined, pod: Pod])[],
): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const [text, pod] of entries)
    if (text !== undefined) groups.set(text, [...(groups.get(text) ?? []), named(pod)]);
  return [...groups].map(([text, pods]) => `${text}: ${pods.join(', ')}`);
}

export interface DrainPlan {
  readonly pods: readonly Pod[];
  /** One line, or "". */
  readonly warnings: string;
  readonly refusals: readonly string[];
}

export function planDrain(pods: readonly Pod[], options: DrainOptions): DrainPlan {
  const judged = pods.map((pod) => ({ pod, verdict: drainVerdict(pod, options) }));
  return {
    pods: judged.filter(({ verdict }) => verdict.remove).map(({ pod }) => pod),
    warnings: grouped(judged.map(({ pod, verdict }) => [verdict.warning, pod])).join('; '),
    refusals: grouped(judged.map(({ pod, verdict }) => [verdict.refusal, pod])).map(
      (text) => `cannot delete ${text}`,
    ),
  };
}
