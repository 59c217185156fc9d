/** VolumeRestrictions: a claim that one pod alone may use is used by one pod alone. Mirrors kubernetes pkg/scheduler/framework/plugins/volumerestrictions. */
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { claimNamesOf } from '#resources/storage/pod-claims.ts';
import type { Cycle, Plugin, Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: [
    'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  ],
  isResolvable: true,
};

const exclusiveClaims = ({ client, pod }: Cycle): readonly string[] =>
  claimNamesOf(pod).filter((name) =>
    client
      .get(persistentVolumeClaimKind, pod.metadata.namespace ?? '', name)
      ?.spec.accessModes?.includes('ReadWriteOncePod'),
  );

const uses = (other: Pod, pod: Pod, names: readonly string[]): boolean =>
  other.metadata.namespace === pod.metadata.namespace &&
  claimNamesOf(other).some((name) => names.includes(name));

export const volumeRestrictions: Plugin = {
  name: 'VolumeRestrictions',
  weight: 0,
  filter: (cycle) => {
    const names = claimNamesOf(cycle.pod).length === 0 ? [] : exclusiveClaims(cycle);
    if (names.length === 0) return undefined;
    const isUsed = cycle.nodes.some((node) =>
      [...node.pods()].some((other) => uses(other, cycle.pod, names)),
    );
    return isUsed ? () => REFUSAL : undefined;
  },
};
