/** Deletes Jobs some time after they finished, when they say so. Mirrors kubernetes pkg/controller/ttlafterfinished/ttlafterfinished_controller.go. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { timeOf } from '#apimachinery/time.ts';
import { type Job, jobKind } from '#resources/job.ts';
import { finishedCondition } from '#resources/jobs/conditions.ts';
import type { Controller } from '../controller.ts';
import { startLoop } from '../loop.ts';

/** When the Job's time is over, ms; undefined when it has none or goes on. */
function expiryMs(job: Job): number | undefined {
  const { ttlSecondsAfterFinished: seconds } = job.spec;
  const finished = finishedCondition(job);
  if (seconds === undefined || !finished || job.metadata.deletionTimestamp) return undefined;
  return timeOf(finished.lastTransitionTime) + 1000 * seconds;
}

export const ttlAfterFinishedController: Controller = {
  name: 'ttl-after-finished-controller',
  start: (deps) => {
    const { client, clock } = deps;
    const queue = startLoop(deps, (key) => {
      const { namespace, name } = splitKey(key);
      const job = client.get(jobKind, namespace, name);
      const dueMs = job && expiryMs(job);
      if (!job || dueMs === undefined) return undefined;
      if (dueMs > clock.now()) return dueMs - clock.now();
      const { uid } = job.metadata;
      client.delete(jobKind, job, { propagationPolicy: 'Foreground', preconditions: { uid } });
      return undefined;
    });
    client.watch(jobKind, ({ type, object, revision }) => {
      if (type !== 'DELETED' && expiryMs(object) !== undefined) queue.add(keyOf(object), revision);
    });
  },
};
