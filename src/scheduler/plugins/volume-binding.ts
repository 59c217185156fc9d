/** VolumeBinding: a pod runs where its volumes are, or can be made. Mirrors kubernetes pkg/scheduler/framework/plugins/volumebinding. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Client } from '#client/client.ts';
import { matchesTerm, type NodeSelectorTerm } from '#resources/nodes/selection.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { findMatchingVolume } from '#resources/storage/binding.ts';
import { classOf, isDelayed } from '#resources/storage/classes.ts';
import { claimNamesOf } from '#resources/storage/pod-claims.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import type { NodeInfo } from '../node-info.ts';
import type { Cycle, Filter, Plugin, Refusal } from '../plugin.ts';

const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

const unresolvable = (...reasons: readonly string[]): Refusal => ({
  reasons,
  isResolvable: false,
});
const UNBOUND = unresolvable('pod has unbound immediate PersistentVolumeClaims');
const ELSEWHERE = "node(s) didn't match PersistentVolume's node affinity";
const NO_VOLUME = "node(s) didn't find available persistent volumes to bind";
const LOST = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';

const isBound = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  Boolean(spec.volumeName) && metadata.annotations?.[BIND_COMPLETED] !== undefined;

const isEphemeral = (pod: Pod, name: string): boolean =>
  (pod.spec.volumes ?? []).some(
    (volume) => volume.ephemeral && `${pod.metadata.name}-${volume.name}` === name,
  );

/** Why a claim keeps its pod from every node. Mirrors podHasPVCs. */
function claimProblem(
  pod: Pod,
  name: string,
  claim: PersistentVolumeClaim | undefined,
): string | undefined {
  const quoted = JSON.stringify(name);
  if (!claim) {
    return isEphemeral(pod, name)
      ? `waiting for ephemeral volume controller to create the persistentvolumeclaim ${quoted}`
      : `persistentvolumeclaim ${quoted} not found`;
  }
  if (claim.status.phase === 'Lost') {
    const volume = JSON.stringify(claim.spec.volumeName ?? '');
    return `persistentvolumeclaim ${quoted} bound to non-existent persistentvolume ${volume}`;
  }
  return claim.metadata.deletionTimestamp
    ? `persistentvolumeclaim ${quoted} is being deleted`
    : undefined;
}

const claimsOf = (client: Client, pod: Pod): readonly PersistentVolumeClaim[] =>
  claimNamesOf(pod).flatMap(
    (name) => client.get(persistentVolumeClaimKind, pod.metadata.namespace ?? '', name) ?? [],
  );

const classOfClaim = (client: Client, claim: PersistentVolumeClaim) => {
  const name = classOf(claim);
  return name ? client.get(storageClassKind, '', name) : undefined;
};

/** Claims that wait for this pod to be placed. */
const isWaiting = (client: Client, claim: PersistentVolumeClaim): boolean =>
  !isBound(claim) && !claim.spec.volumeName && isDelayed(classOfClaim(client, claim));

function isReachable({ spec }: PersistentVolume, { node }: NodeInfo): boolean {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms as
    | readonly NodeSelectorTerm[]
    | undefined;
  return !terms || terms.some((term) => matchesTerm(term, node));
}

/** What a node means for the claims that wait: volumes that are there, and claims to make volumes for. */
interface Plan {
  readonly bindings: readonly (readonly [PersistentVolumeClaim, PersistentVolume])[];
  readonly provisions: readonly PersistentVolumeClaim[];
}

function mayProvision(client: Client, claim: PersistentVolumeClaim, node: NodeInfo): boolean {
  const storageClass = classOfClaim(client, claim);
  if (!storageClass || ['', NO_PROVISIONER].includes(storageClass.provisioner)) return false;
  const terms = storageClass.allowedTopologies ?? [];
  const labels = node.node.metadata.labels ?? {};
  return (
    terms.length === 0 ||
    terms.some(({ matchLabelExpressions }) =>
      (matchLabelExpressions ?? []).every(({ key, values }) => values.includes(labels[key] ?? '')),
    )
  );
}

/** undefined: the node has no volume for one of them, and none can be made. Mirrors FindPodVolumes. */
function planFor(
  client: Client,
  waiting: readonly PersistentVolumeClaim[],
  volumes: readonly PersistentVolume[],
  node: NodeInfo,
): Plan | undefined {
  const bindings: [PersistentVolumeClaim, PersistentVolume][] = [];
  const provisions: PersistentVolumeClaim[] = [];
  const taken = new Set<string>();
  for (const claim of waiting) {
    const selected = claim.metadata.annotations?.[SELECTED_NODE];
    if (selected !== undefined && selected !== node.name) return undefined;
    const near = (volume: PersistentVolume): boolean => isReachable(volume, node);
    const found =
      selected === undefined
        ? findMatchingVolume(claim, volumes, { isReachable: near, taken })
        : undefined;
    if (found) {
      taken.add(found.metadata.name);
      bindings.push([claim, found]);
    } else if (mayProvision(client, claim, node)) provisions.push(claim);
    else return undefined;
  }
  return { bindings, provisions };
}

/** Volumes nobody has, or that name one of the claims. */
const freeVolumes = (client: Client): readonly PersistentVolume[] =>
  client.list(persistentVolumeKind).filter(({ status }) => status.phase === 'Available');

function filterFor({ client, pod }: Cycle): Filter {
  const claims = claimsOf(client, pod);
  const bound = claims.filter(isBound);
  const waiting = claims.filter((claim) => !isBound(claim));
  const free = waiting.length > 0 ? freeVolumes(client) : [];
  const volumes = bound.map(({ spec }) =>
    client.get(persistentVolumeKind, '', spec.volumeName ?? ''),
  );
  return (node) => {
    const isAway = volumes.some((volume) => volume && !isReachable(volume, node));
    const isUnmet = waiting.length > 0 && !planFor(client, waiting, free, node);
    const reasons = [
      ...(isAway ? [ELSEWHERE] : []),
      ...(isUnmet ? [NO_VOLUME] : []),
      ...(volumes.includes(undefined) ? [LOST] : []),
    ];
    return reasons.length > 0 ? unresolvable(...reasons) : undefined;
  };
}

function nameClaim(client: Client, claim: PersistentVolumeClaim, volume: PersistentVolume): void {
  const { namespace = '', name, uid, resourceVersion } = claim.metadata;
  const claimRef = {
    kind: 'PersistentVolumeClaim',
    namespace,
    name,
    uid,
    apiVersion: 'v1',
    resourceVersion,
  };
  const annotations = { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes' };
  client.update(persistentVolumeKind, {
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: { ...volume.spec, claimRef },
  });
}

function selectNode(client: Client, claim: PersistentVolumeClaim, node: string): void {
  if (claim.metadata.annotations?.[SELECTED_NODE] === node) return;
  const annotations = { ...claim.metadata.annotations, [SELECTED_NODE]: node };
  const metadata = { ...claim.metadata, annotations };
  client.update(persistentVolumeClaimKind, { ...claim, metadata });
}

/** Whether all claims have their volumes: if not, tells the volume controller which, or where. */
function prepare({ client, pod }: Cycle, node: NodeInfo): boolean {
  const unbound = claimsOf(client, pod).filter((claim) => !isBound(claim));
  if (unbound.length === 0) return true;
  const plan = planFor(client, unbound, freeVolumes(client), node);
  for (const [claim, volume] of plan?.bindings ?? []) {
    if (!volume.spec.claimRef?.uid) nameClaim(client, claim, volume);
  }
  for (const claim of plan?.provisions ?? []) selectNode(client, claim, node.name);
  return false;
}

export const volumeBinding: Plugin = {
  name: 'VolumeBinding',
  weight: 0,
  preFilter: ({ client, pod }) => {
    const names = claimNamesOf(pod);
    if (names.length === 0) return undefined;
    for (const name of names) {
      const claim = client.get(persistentVolumeClaimKind, pod.metadata.namespace ?? '', name);
      const problem = claimProblem(pod, name, claim);
      if (problem !== undefined) return { refusal: unresolvable(problem) };
    }
    const isHeld = claimsOf(client, pod).some(
      (claim) => !isBound(claim) && !isWaiting(client, claim),
    );
    return isHeld ? { refusal: UNBOUND } : undefined;
  },
  filter: (cycle) => (claimNamesOf(cycle.pod).length === 0 ? undefined : filterFor(cycle)),
  watches: [
    persistentVolumeClaimKind as unknown as Kind,
    persistentVolumeKind as unknown as Kind,
    storageClassKind as unknown as Kind,
  ],
  mayHelp: ({ type }) => type === 'node' || type === 'other',
  preBind: (cycle, node) => claimNamesOf(cycle.pod).length === 0 || prepare(cycle, node),
};
