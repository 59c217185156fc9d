/** The persistent volume controller: finds volumes for claims, and looks after volumes whose claims are gone. Mirrors kubernetes pkg/controller/volume/persistentvolume. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { latency } from '#kernel/latency.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { PersistentVolumeClaim } from '#resources/storage/types.ts';
import type { Controller, ControllerDeps } from '../../controller.ts';
import { startLoop } from '../../loop.ts';
import { type PodClaims, watchPodClaims } from '../pod-claims.ts';
import { syncClaim } from './claim.ts';
import { type BinderContext, claimKeyOf } from './context.ts';
import { syncVolume } from './volume.ts';
import { createVolumeIndex } from './volume-index.ts';

/** How long until the next of the regular looks, which began with the controller, ms. */
const untilResyncMs = (nowMs: number, startMs: number): number =>
  latency.volumeResyncMs - ((nowMs - startMs) % latency.volumeResyncMs);

const isUnbound = ({ status }: PersistentVolumeClaim): boolean => status.phase !== 'Bound';

function start({ client, clock, random, recorder }: ControllerDeps): void {
  const deps = { client, clock, random, recorder };
  const startMs = clock.now();
  const index = createVolumeIndex();
  let pods: PodClaims | undefined;
  const context: BinderContext = {
    client,
    recorder,
    clock,
    candidates: index.candidates,
    podsOf: (key) => {
      pods ??= watchPodClaims(client, () => undefined);
      return pods.podsOf(key);
    },
    enqueueClaim: (key) => claims.add(key, client.cause),
  };
  const claims = startLoop(deps, (key) => {
    const { namespace, name } = splitKey(key);
    const claim = client.get(persistentVolumeClaimKind, namespace, name);
    if (!claim) return undefined;
    syncClaim(context, claim);
    const after = client.get(persistentVolumeClaimKind, namespace, name);
    return after && isUnbound(after) ? untilResyncMs(clock.now(), startMs) : undefined;
  });
  const volumes = startLoop(deps, (name) => {
    const volume = client.get(persistentVolumeKind, '', name);
    if (volume) syncVolume(context, volume);
    const isOver = volume?.status.phase === 'Failed';
    return isOver ? untilResyncMs(clock.now(), startMs) : undefined;
  });

  client.watch(persistentVolumeClaimKind, ({ type, object, revision }) => {
    if (type === 'DELETED') {
      if (object.spec.volumeName) volumes.add(object.spec.volumeName, revision);
    } else if (type === 'ADDED') claims.addAfter(keyOf(object), latency.newClaimMs, revision);
    else claims.add(keyOf(object), revision);
  });
  client.watch(persistentVolumeKind, ({ type, object, revision }) => {
    const { name } = object.metadata;
    if (type === 'DELETED') {
      index.drop(name);
      const key = claimKeyOf(object);
      if (key !== undefined) claims.add(key, revision);
      return;
    }
    index.note(object);
    volumes.add(name, revision);
  });
}

export const persistentVolumeController: Controller = {
  name: 'persistentvolume-controller',
  start,
};
