/** What becomes of a volume whose claim is gone. Mirrors kubernetes pkg/controller/volume/persistentvolume/pv_controller.go reclaimVolume. */
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import type { PersistentVolume } from '#resources/storage/types.ts';
import { isPodFinished } from '../../pods.ts';
import { isAnnotated, PROVISIONED_BY } from '../annotations.ts';
import { failVolume, unbindVolume } from './bind.ts';
import { type BinderContext, claimKeyOf } from './context.ts';

/** Volumes of a node's or a server's folder can be emptied. */
const isRecyclable = ({ spec }: PersistentVolume): boolean => Boolean(spec.hostPath ?? spec.nfs);

/** Differs: upstream runs a pod that empties the volume; here it is empty at once. */
function recycle(context: BinderContext, volume: PersistentVolume): void {
  const { recorder } = context;
  const users = context
    .podsOf(claimKeyOf(volume) ?? '')
    .filter((pod) => !isPodFinished(pod))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .sort();
  if (users.length > 0) {
    const message = `Volume is used by pods: ${users.join(',')}`;
    recorder.event(volume, 'Normal', 'VolumeFailedRecycle', message);
  } else if (!isRecyclable(volume)) {
    failVolume(context, volume, 'VolumeFailedRecycle', 'No recycler plugin found for the volume!');
  } else {
    recorder.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled');
    unbindVolume(context, volume);
  }
}

/** Why the control plane itself cannot delete a volume; undefined when it can. */
function deletionProblem({ metadata, spec }: PersistentVolume): string | undefined {
  if (!spec.hostPath) {
    return `error getting deleter volume plugin for volume ${JSON.stringify(metadata.name)}: no deletable volume plugin matched`;
  }
  return /^\/tmp\/.+/.test(spec.hostPath.path)
    ? undefined
    : `host_path deleter only supports /tmp/.+ but received provided ${spec.hostPath.path}`;
}

function remove(context: BinderContext, volume: PersistentVolume): void {
  // Whoever made it outside deletes it too.
  if (isAnnotated(volume, PROVISIONED_BY) || volume.spec.csi) return;
  const problem = deletionProblem(volume);
  if (problem === undefined) context.client.delete(persistentVolumeKind, volume);
  else failVolume(context, volume, 'VolumeFailedDelete', problem);
}

/** Keeps, empties or deletes a released volume, as its policy says. */
export function reclaim(context: BinderContext, volume: PersistentVolume): void {
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case 'Retain':
      return;
    case 'Recycle':
      recycle(context, volume);
      return;
    case 'Delete':
      remove(context, volume);
      return;
    default: {
      const message = 'Volume has unrecognized PersistentVolumeReclaimPolicy';
      failVolume(context, volume, 'VolumeUnknownReclaimPolicy', message);
    }
  }
}
