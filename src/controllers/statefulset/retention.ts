/** Who owns the claims of a StatefulSet: nobody, the set, or a pod that is going for good. */
import type { KubeObject, OwnerReference } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { claimsOf } from './claims.ts';
import { isInRange, ordinalOf } from './identity.ts';

/** A pod, stored or still to be made: then it has no uid yet. */
type PodIdentity = Pick<KubeObject, 'apiVersion' | 'kind'> & {
  readonly metadata: { readonly name: string; readonly uid: string };
};
export const identityOf = (pod: Pod | undefined, name: string): PodIdentity =>
  pod ?? { apiVersion: 'v1', kind: 'Pod', metadata: { name, uid: '' } };

type Owner = PodIdentity | StatefulSet;

const names = (reference: OwnerReference, owner: Owner): boolean =>
  reference.apiVersion === owner.apiVersion &&
  reference.kind === owner.kind &&
  reference.name === owner.metadata.name;

const refersTo = (claim: PersistentVolumeClaim, { metadata }: Owner): boolean =>
  (claim.metadata.ownerReferences ?? []).some(({ uid }) => uid === metadata.uid);

/** An owner of that name, but another one: an earlier pod or set. Mirrors hasStaleOwnerRef. */
function hasStale(claim: PersistentVolumeClaim, owner: Owner): boolean {
  const found = (claim.metadata.ownerReferences ?? []).find((one) => names(one, owner));
  return found !== undefined && found.uid !== owner.metadata.uid;
}

interface Policy {
  readonly onDelete: boolean;
  readonly onScale: boolean;
}

function policyOf({ spec }: StatefulSet): Policy {
  const { whenDeleted, whenScaled } = spec.persistentVolumeClaimRetentionPolicy ?? {};
  return { onDelete: whenDeleted === 'Delete', onScale: whenScaled === 'Delete' };
}

/** Somebody else is its controller, so that the policy has no say. Mirrors hasUnexpectedController. */
function isClaimedByOther(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: PodIdentity,
): boolean {
  const { onDelete, onScale } = policyOf(set);
  if (!onDelete && !onScale) return false;
  return (claim.metadata.ownerReferences ?? []).some((reference) => {
    if (names(reference, set)) return reference.uid !== set.metadata.uid;
    if (names(reference, pod)) return reference.uid !== pod.metadata.uid;
    return reference.controller === true;
  });
}

/** Which of the two should own a claim. Mirrors isClaimOwnerUpToDate's table. */
function ownersWanted(
  set: StatefulSet,
  pod: PodIdentity,
): { readonly bySet: boolean; readonly byPod: boolean } {
  const { onDelete, onScale } = policyOf(set);
  const isGoing = !isInRange(set, ordinalOf(pod));
  return { bySet: onDelete && !(onScale && isGoing), byPod: onScale && isGoing };
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set_utils.go isClaimOwnerUpToDate. */
function isUpToDate(claim: PersistentVolumeClaim, set: StatefulSet, pod: PodIdentity): boolean {
  if (hasStale(claim, set) || hasStale(claim, pod)) return true;
  const [hasSet, hasPod] = [refersTo(claim, set), refersTo(claim, pod)];
  if (isClaimedByOther(claim, set, pod)) return !hasSet && !hasPod;
  const isLoose = (claim.metadata.ownerReferences ?? []).some(
    ({ uid, controller }) => (uid === set.metadata.uid || uid === pod.metadata.uid) && !controller,
  );
  if (isLoose) return false;
  const { bySet, byPod } = ownersWanted(set, pod);
  return hasSet === bySet && hasPod === byPod;
}

/** The claim with the owners it should have. Mirrors updateClaimOwnerRefForSetAndPod. */
function withOwners(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: PodIdentity,
): PersistentVolumeClaim {
  const { ownerReferences = [], ...metadata } = claim.metadata;
  const others = ownerReferences.filter((one) => !names(one, set) && !names(one, pod));
  const { bySet, byPod } = ownersWanted(set, pod);
  const isOthers = isClaimedByOther(claim, set, pod);
  const owners = [
    ...others,
    ...(byPod && !isOthers ? [controllerReference(pod as KubeObject)] : []),
    ...(bySet && !isOthers ? [controllerReference(set)] : []),
  ];
  return {
    ...claim,
    metadata: owners.length > 0 ? { ...metadata, ownerReferences: owners } : metadata,
  };
}

/** Whether every claim of a pod has the owners it should have. Mirrors ClaimsMatchRetentionPolicy. */
export const claimsMatchPolicy = (
  deps: ControllerDeps,
  set: StatefulSet,
  pod: PodIdentity,
): boolean => claimsOf(deps, set, ordinalOf(pod)).every((claim) => isUpToDate(claim, set, pod));

/** Gives every claim of a pod the owners it should have. Mirrors UpdatePodClaimForRetentionPolicy. */
export function updateClaimOwners(deps: ControllerDeps, set: StatefulSet, pod: PodIdentity): void {
  const { client, recorder } = deps;
  for (const claim of claimsOf(deps, set, ordinalOf(pod))) {
    const { name } = claim.metadata;
    if (isClaimedByOther(claim, set, pod)) {
      const message = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
      recorder.event(set, 'Warning', 'ConflictingController', message);
    }
    if (isUpToDate(claim, set, pod)) continue;
    client.update(persistentVolumeClaimKind, withOwners(claim, set, pod));
  }
}

/** Whether a claim still belongs to an earlier pod of the name, and will go with it. Mirrors PodClaimIsStale. */
export const hasStaleClaim = (deps: ControllerDeps, set: StatefulSet, pod: PodIdentity): boolean =>
  policyOf(set).onScale &&
  claimsOf(deps, set, ordinalOf(pod)).some((claim) => hasStale(claim, pod));
