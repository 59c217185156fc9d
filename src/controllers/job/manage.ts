/** As many running pods as a Job wants. Mirrors kubernetes pkg/controller/job/job_controller.go manageJob. */
import type { Draft } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { isIndexed } from '#resources/jobs/conditions.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { isNamespaceTerminating } from '../refusals.ts';
import { getPodsToDelete } from '../replicaset/rank.ts';
import { slowStartBatch } from '../slow-start.ts';
import { remainingForIndexMs, remainingMs } from './back-off.ts';
import { deletePods } from './delete-pods.ts';
import { pendingIndexes } from './indexes.ts';
import { hasLimitPerIndex, type Look } from './look.ts';
import { completionIndex, onlyReplaceFailed } from './pods.ts';
import { indexedPods, plainPod } from './template.ts';

/** The most pods one look creates or deletes. */
const MOST_PODS = 500;

export interface Managed {
  /** How many pods are active now. */
  readonly active: number;
  readonly error?: StatusError | undefined;
  /** When a pod may be made that may not be yet. */
  readonly waitMs?: number;
}

/** How many pods shall be active. */
function wantedActive({ job, succeeded, active }: Look): number {
  const { completions, parallelism = 1 } = job.spec;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/**
 * The active pods to remove: of an Indexed Job first those whose index is wrong or taken, then as
 * many as are too many, the least advanced first. Mirrors activePodsForRemoval.
 */
function podsToRemove({ job, active }: Look, count: number, nowMs: number): readonly Pod[] {
  if (!isIndexed(job)) return count > 0 ? getPodsToDelete(active, [], count, nowMs) : [];
  const byIndex = new Map<number, Pod[]>();
  const removed: Pod[] = [];
  const left: Pod[] = [];
  for (const pod of active) {
    const index = completionIndex(pod);
    if (index < 0 || index >= (job.spec.completions ?? 0)) removed.push(pod);
    else byIndex.set(index, [...(byIndex.get(index) ?? []), pod]);
  }
  for (const pods of byIndex.values()) {
    const doubles = pods.length > 1 ? getPodsToDelete(pods, [], pods.length - 1, nowMs) : [];
    removed.push(...doubles);
    left.push(...pods.filter((pod) => !doubles.includes(pod)));
  }
  const missing = count - removed.length;
  return missing > 0 ? [...removed, ...getPodsToDelete(left, [], missing, nowMs)] : removed;
}

function remove(deps: ControllerDeps, look: Look, pods: readonly Pod[]): Managed {
  const { deleted, ready, error } = deletePods(deps, look.job, pods, true);
  look.terminating += deleted;
  look.ready -= ready;
  return { active: look.active.length - deleted, error };
}

/** Creates pods one by one of `drafts`, slowly at first. */
function create(deps: ControllerDeps, look: Look, drafts: readonly (() => Draft<Pod>)[]): Managed {
  const { client, recorder } = deps;
  let at = 0;
  let made = 0;
  const createOne = (): StatusError | undefined => {
    const draft = drafts[at]?.();
    at += 1;
    if (!draft) return undefined;
    try {
      const { metadata } = client.create(podKind, draft);
      made += 1;
      recorder.event(look.job, 'Normal', 'SuccessfulCreate', `Created pod: ${metadata.name}`);
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNamespaceTerminating(refusal)) return undefined;
      recorder.event(look.job, 'Warning', 'FailedCreate', `Error creating: ${refusal.message}`);
      return refusal;
    }
  };
  const { error } = slowStartBatch(drafts.length, createOne);
  return { active: look.active.length + made, error };
}

/** The indexes that may be started now, or how long all of them have to wait. */
function readyIndexes(look: Look, count: number, nowMs: number) {
  const indexes = pendingIndexes(look, count);
  if (!hasLimitPerIndex(look.job)) return { indexes, waitMs: 0 };
  const waits = indexes.map((index) => remainingForIndexMs(look.held.get(index), nowMs));
  const ready = indexes.filter((_, at) => waits[at] === 0);
  const waitMs = ready.length === 0 && waits.length > 0 ? Math.min(...waits) : 0;
  return { indexes: ready, waitMs };
}

function add(deps: ControllerDeps, look: Look, missing: number): Managed {
  const { job } = look;
  const nowMs = deps.clock.now();
  const globalWaitMs = hasLimitPerIndex(job) ? 0 : remainingMs(look.record, nowMs);
  if (globalWaitMs > 0) return { active: 0, waitMs: globalWaitMs };
  const count = Math.min(missing, MOST_PODS);
  if (!isIndexed(job)) {
    const pod = plainPod(job);
    return create(
      deps,
      look,
      Array<() => Draft<Pod>>(count).fill(() => pod),
    );
  }
  const { indexes, waitMs } = readyIndexes(look, count, nowMs);
  if (waitMs > 0) return { active: 0, waitMs };
  const podOf = indexedPods(job);
  return create(
    deps,
    look,
    indexes.map((index) => () => podOf(index, look.held.get(index))),
  );
}

/** Creates or deletes what is needed, never both in one look. */
export function manageJob(deps: ControllerDeps, look: Look): Managed {
  const { job, active } = look;
  const nowMs = deps.clock.now();
  if (job.spec.suspend) {
    return remove(deps, look, podsToRemove(look, active.length, nowMs));
  }
  const wanted = wantedActive(look);
  const surplus = Math.max(0, active.length - wanted);
  const removed = podsToRemove(look, surplus, nowMs).slice(0, MOST_PODS);
  if (removed.length > 0) return remove(deps, look, removed);
  const leaving = onlyReplaceFailed(job) ? look.terminating : 0;
  const missing = wanted - leaving - active.length;
  return missing > 0 ? add(deps, look, missing) : { active: active.length };
}
