/** `kubectl describe persistentvolumeclaim` */
import type { PersistentVolumeClaim } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { writeClaim } from './claim.ts';
import { type Describer, type DescribeWorld, eventsOf, listIfServed } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLines } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

function writeConditions(w: PrefixWriter, { status }: PersistentVolumeClaim): void {
  if (!status.conditions?.length) return;
  w.write(0, 'Conditions:\n');
  w.write(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n');
  w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n');
  for (const condition of status.conditions) {
    const { type, lastProbeTime, lastTransitionTime, reason = '', message = '' } = condition;
    const times = `${longTime(lastProbeTime)} \t${longTime(lastTransitionTime)}`;
    w.write(1, `${type} \t${condition.status} \t${times} \t${reason} \t${message}\n`);
  }
}

/** Pods that name the claim, and the pod that owns it. */
async function podsOf(
  world: DescribeWorld,
  claim: PersistentVolumeClaim,
): Promise<readonly string[]> {
  const { name, namespace = '', ownerReferences = [] } = claim.metadata;
  const pods = (await listIfServed<Pod>(world, 'pods', { namespace })) ?? [];
  const owners = ownerReferences.filter(({ kind }) => kind === 'Pod').map(({ uid }) => uid);
  return pods
    .filter(
      ({ metadata, spec }) =>
        owners.includes(metadata.uid) ||
        spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === name),
    )
    .map(({ metadata }) => metadata.name)
    .sort();
}

export const persistentVolumeClaimDescriber: Describer = {
  group: '',
  kind: 'PersistentVolumeClaim',
  /** Mirrors kubectl pkg/describe/describe.go describePersistentVolumeClaim. */
  describe: async (world, object) => {
    const claim = object as PersistentVolumeClaim;
    const pods = await podsOf(world, claim);
    const events = await eventsOf(world, claim);
    return tabbedText((w) => {
      writeClaim(w, claim, world.nowMs);
      writeLines(w, 'Used By', pods);
      writeConditions(w, claim);
      writeEvents(w, events, world.nowMs);
    });
  },
};
