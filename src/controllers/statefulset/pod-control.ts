/** What a StatefulSet does to one pod, with its claims and the event that says so. Mirrors kubernetes pkg/controller/statefulset/stateful_pod_control.go. */
import { StatusError } from '#apimachinery/status.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { isAlreadyExists } from '../refusals.ts';
import { createClaims } from './claims.ts';
import { identityLabels, identityMatches, ordinalOf } from './identity.ts';
import { podFor, volumesOf } from './pods.ts';
import { claimsMatchPolicy, identityOf, updateClaimOwners } from './retention.ts';
import type { Slot } from './slots.ts';
import type { Versions } from './versions.ts';

type Verb = 'Create' | 'Update' | 'Delete';

/** `Create Pod db-0 in StatefulSet db successful` */
function say(deps: ControllerDeps, verb: Verb, set: StatefulSet, pod: string, error?: Error): void {
  const what = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name}`;
  if (error) {
    deps.recorder.event(set, 'Warning', `Failed${verb}`, `${what} failed error: ${error.message}`);
  } else deps.recorder.event(set, 'Normal', `Successful${verb}`, `${what} successful`);
}

/** Does `act`, and says in an event whether it went well. */
function told(
  deps: ControllerDeps,
  verb: Verb,
  set: StatefulSet,
  pod: string,
  act: () => void,
): void {
  try {
    act();
  } catch (refusal) {
    if (refusal instanceof StatusError && !isAlreadyExists(refusal)) {
      say(deps, verb, set, pod, refusal);
    }
    throw refusal;
  }
}

/** Makes the pod of a place, its claims first. */
export function createPod(
  deps: ControllerDeps,
  set: StatefulSet,
  versions: Versions,
  { name, ordinal }: Slot,
): void {
  told(deps, 'Create', set, name, () => {
    createClaims(deps, set, ordinal, name);
    deps.client.create(podKind, podFor(set, versions, ordinal));
  });
  told(deps, 'Update', set, name, () => updateClaimOwners(deps, set, identityOf(undefined, name)));
  say(deps, 'Create', set, name);
}

export function deletePod(deps: ControllerDeps, set: StatefulSet, pod: Pod): void {
  const { name } = pod.metadata;
  told(deps, 'Delete', set, name, () => deps.client.delete(podKind, pod));
  say(deps, 'Delete', set, name);
}

/** Makes the claims that a pod waits for. */
export function createMissingClaims(deps: ControllerDeps, set: StatefulSet, pod: Pod): void {
  const { name } = pod.metadata;
  createClaims(deps, set, ordinalOf(pod), name);
  told(deps, 'Update', set, name, () => updateClaimOwners(deps, set, pod));
}

/** Whether a pod has the claims of its place. Mirrors stateful_set_utils.go storageMatches. */
function storageMatches(set: StatefulSet, pod: Pod): boolean {
  if (!set.spec.volumeClaimTemplates?.length) return true;
  const volumes = new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const wanted = volumesOf(set, ordinalOf(pod));
  return wanted.every(
    ({ name, persistentVolumeClaim: claim }) =>
      volumes.get(name)?.persistentVolumeClaim?.claimName === claim?.claimName,
  );
}

const isAsItShould = (deps: ControllerDeps, set: StatefulSet, pod: Pod): boolean =>
  identityMatches(set, pod) && storageMatches(set, pod) && claimsMatchPolicy(deps, set, pod);

/** Brings a pod's identity, claims and their owners in line, if they aren't. Mirrors UpdateStatefulPod. */
export function repairPod(deps: ControllerDeps, set: StatefulSet, pod: Pod): void {
  if (isAsItShould(deps, set, pod)) return;
  const { name, labels } = pod.metadata;
  const ordinal = ordinalOf(pod);
  told(deps, 'Update', set, name, () => {
    if (!storageMatches(set, pod)) createClaims(deps, set, ordinal, name);
    updateClaimOwners(deps, set, pod);
    deps.client.update(podKind, {
      ...pod,
      metadata: { ...pod.metadata, labels: { ...labels, ...identityLabels(set, ordinal) } },
      spec: storageMatches(set, pod)
        ? pod.spec
        : { ...pod.spec, volumes: volumesOf(set, ordinal, pod.spec.volumes) },
    });
  });
  say(deps, 'Update', set, name);
}
