/** The Job controller: pods that run to their end, as often as wanted, and no more often than allowed. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { createWorkQueue, type WorkQueue } from '#client/work-queue.ts';
import { latency } from '#kernel/latency.ts';
import { type Job, jobKind } from '#resources/job.ts';
import { isJobFinished } from '#resources/jobs/conditions.ts';
import { JOB_CONTROLLER } from '#resources/jobs/labels.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { createOrphans, type Orphans } from '../orphans.ts';
import { resolveController } from '../resolve.ts';
import { type BackOffRecord, nextRecord } from './back-off.ts';
import { claimJobPods } from './claim.ts';
import { removeTracking } from './finalizer.ts';
import { startLook } from './look.ts';
import { isTracked } from './pods.ts';
import { syncJob } from './sync.ts';

/** Somebody else looks after it. */
const isManagedElsewhere = ({ spec }: Job): boolean =>
  spec.managedBy !== undefined && spec.managedBy !== JOB_CONTROLLER;

interface Loop {
  readonly deps: ControllerDeps;
  readonly orphans: Orphans<Pod>;
  /** Failures of Jobs that run, by key. */
  readonly records: Map<string, BackOffRecord>;
}

/** Gives when to look again, ms. */
function reconcile({ deps, orphans, records }: Loop, key: string): number | undefined {
  const { client } = deps;
  const { namespace, name } = splitKey(key);
  const job = client.get(jobKind, namespace, name);
  if (!job || isJobFinished(job)) records.delete(key);
  if (!job || isManagedElsewhere(job) || isJobFinished(job)) return undefined;
  const pods = claimJobPods(client, job, orphans.in(namespace));
  const look = startLook(key, job, pods, (succeeded, failed) =>
    nextRecord(records.get(key), succeeded, failed),
  );
  const [deadlineMs, waitMs] = syncJob(deps, look, () => records.set(key, look.record));
  const againMs = waitMs === undefined ? undefined : Math.max(waitMs, latency.jobSyncBatchMs);
  if (deadlineMs === undefined || againMs === undefined) return deadlineMs ?? againMs;
  return Math.min(deadlineMs, againMs);
}

/** Lets go of a pod that no running Job will ever count. Mirrors job_controller.go handleSingleOrphanPod. */
function releaseOrphan({ client }: ControllerDeps, key: string): void {
  const { namespace, name } = splitKey(key);
  const pod = client.get(podKind, namespace, name);
  if (!pod || !isTracked(pod)) return;
  const owner = controllerOf(pod);
  if (owner && (owner.kind !== jobKind.kind || owner.apiVersion !== 'batch/v1')) return;
  const job = resolveController(client, jobKind, pod);
  if (job && (isManagedElsewhere(job) || !isJobFinished(job))) return;
  removeTracking(client, pod);
}

type PodEvent = StoreEvent & { object: Pod; previous: Pod | undefined };
const batched = latency.jobSyncBatchMs;

/** Wakes the Job of a pod, or those that could adopt it. */
function onPod(deps: ControllerDeps, jobs: WorkQueue, lost: WorkQueue, event: PodEvent): void {
  const { client } = deps;
  const { object, previous, revision, type } = event;
  const owner = controllerOf(object);
  const before = previous && controllerOf(previous);
  const wake = (pod: Pod): Job | undefined => {
    const job = resolveController(client, jobKind, pod);
    if (job && !isManagedElsewhere(job)) jobs.addAfter(keyOf(job), batched, revision);
    return job;
  };
  if (before?.kind === jobKind.kind && before.uid !== owner?.uid) wake(previous as Pod);
  if (owner) {
    if (owner.kind !== jobKind.kind) return;
    const job = wake(object);
    const isLost = !job || isJobFinished(job);
    if (isLost && isTracked(object)) lost.add(keyOf(object), revision);
    return;
  }
  if (type === 'DELETED') return;
  if (isTracked(object)) lost.add(keyOf(object), revision);
  if (!object.metadata.labels) return;
  if (previous && !before && previous.metadata.labels === object.metadata.labels) return;
  for (const job of client.list(jobKind, { namespace: object.metadata.namespace })) {
    if (isManagedElsewhere(job)) continue;
    if (!selectorOfObject(job.spec.selector).matches(object.metadata.labels)) continue;
    jobs.addAfter(keyOf(job), batched, revision);
  }
}

/** Its pods are let go of when nobody counts them any more. */
function releasePods({ client }: ControllerDeps, lost: WorkQueue, job: Job, cause: number): void {
  for (const pod of client.byOwner(podKind, job.metadata.uid)) {
    if (isTracked(pod)) lost.add(keyOf(pod), cause);
  }
}

type JobEvent = StoreEvent & { object: Job; previous: Job | undefined };

/** A new spec is looked at now; a new status, which mostly follows pods, a little later. */
function onJob(deps: ControllerDeps, jobs: WorkQueue, lost: WorkQueue, event: JobEvent): void {
  const { object, previous, revision, type } = event;
  const key = keyOf(object);
  const isOver = type === 'DELETED' || isJobFinished(object);
  if (isOver) releasePods(deps, lost, object, revision);
  if (type === 'MODIFIED' && isOver) return;
  const isSpecOld = previous?.metadata.generation === object.metadata.generation;
  if (type === 'MODIFIED' && isSpecOld) jobs.addAfter(key, batched, revision);
  else jobs.add(key, revision);
}

/** Mirrors kubernetes pkg/controller/job/job_controller.go. */
export const jobController: Controller = {
  name: 'job-controller',
  start: (deps) => {
    const { client, clock } = deps;
    const orphans = createOrphans(client, podKind);
    const loop: Loop = { deps, orphans, records: new Map() };
    const jobs = startLoop(deps, (key) => reconcile(loop, key));
    const lost = createWorkQueue(clock, client, (key) => releaseOrphan(deps, key));
    client.watch(jobKind, (event) => onJob(deps, jobs, lost, event));
    client.watch(podKind, (event) => {
      orphans.observe(event.type, event.object);
      onPod(deps, jobs, lost, event);
    });
  },
};
