/** The pods of a Job: its own, and orphans it adopts, which from then on are counted too. Mirrors kubernetes pkg/controller/job/job_controller.go getPodsForJob. */
import { controllerOf } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';
import type { Job } from '#resources/job.ts';
import { TRACKING_FINALIZER } from '#resources/jobs/labels.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { claim } from '../claim.ts';
import { removeTracking } from './finalizer.ts';
import { isTracked } from './pods.ts';

function track(client: Client, pod: Pod): Pod {
  if (isTracked(pod)) return pod;
  const finalizers = [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER];
  return client.update(podKind, { ...pod, metadata: { ...pod.metadata, finalizers } });
}

export function claimJobPods(client: Client, job: Job, orphans: readonly Pod[]): readonly Pod[] {
  const { uid } = job.metadata;
  const owned = client.byOwner(podKind, uid).filter((pod) => controllerOf(pod)?.uid === uid);
  const { matches } = selectorOfObject(job.spec.selector);
  const adoptable = orphans.filter(({ metadata }) => matches(metadata.labels));
  const isSettled = owned.every(({ metadata }) => matches(metadata.labels));
  if (adoptable.length === 0 && isSettled) return owned;
  const isDeleting = job.metadata.deletionTimestamp !== undefined;
  const strangers = isDeleting ? [] : owned.filter(({ metadata }) => !matches(metadata.labels));
  for (const pod of strangers) removeTracking(client, pod);
  const fresh = strangers.map(
    ({ metadata }) => client.get(podKind, metadata.namespace ?? '', metadata.name) as Pod,
  );
  const kept = owned.filter((pod) => !strangers.includes(pod));
  const claimed = claim(client, job, podKind, [...kept, ...fresh, ...adoptable]);
  return claimed.map((pod) => (kept.includes(pod) ? pod : track(client, pod)));
}
