/** A claim that asks for more than it has waits for whoever grows volumes. Mirrors kubernetes pkg/controller/volume/expand/expand_controller.go. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { compareQuantities, parseQuantity } from '#apimachinery/quantity.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { PersistentVolumeClaim } from '#resources/storage/types.ts';
import type { Controller } from '../controller.ts';
import { startLoop } from '../loop.ts';

const requested = ({ spec }: PersistentVolumeClaim): string =>
  spec.resources?.requests?.['storage'] ?? '0';

/** Whether a bound claim asks for more than it has got. */
export const wantsMore = (claim: PersistentVolumeClaim): boolean =>
  claim.status.phase === 'Bound' &&
  compareQuantities(
    parseQuantity(requested(claim)),
    parseQuantity(claim.status.capacity?.['storage'] ?? '0'),
  ) > 0;

export const volumeExpandController: Controller = {
  name: 'volume_expand',
  start: (deps) => {
    const { client, recorder } = deps;
    const queue = startLoop(deps, (key) => {
      const { namespace, name } = splitKey(key);
      const claim = client.get(persistentVolumeClaimKind, namespace, name);
      if (!claim || !wantsMore(claim)) return undefined;
      const message = 'waiting for an external controller to expand this PVC';
      recorder.event(claim, 'Normal', 'ExternalExpanding', message);
      return undefined;
    });
    client.watch(persistentVolumeClaimKind, ({ type, object, previous, revision }) => {
      if (type !== 'MODIFIED' || !previous) return;
      const isBigger =
        compareQuantities(parseQuantity(requested(object)), parseQuantity(requested(previous))) > 0;
      if (isBigger) queue.add(keyOf(object), revision);
    });
  },
};
