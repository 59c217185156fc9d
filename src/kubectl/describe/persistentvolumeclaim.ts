/** `kubectl describe persistentvolumeclaim` */
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolumeClaim } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { accessModesText, classOf } from '#resources/storage/classes.ts';
import { type Describer, type DescribeWorld, eventsOf, listIfServed } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeLines, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { ageOf, longTime } from './time-text.ts';

/** Pending, or since when it waits to go. */
export const phaseText = (
  { metadata, status }: Pick<PersistentVolumeClaim, 'metadata' | 'status'>,
  nowMs: number,
): string =>
  metadata.deletionTimestamp
    ? `Terminating (lasts ${ageOf(metadata.deletionTimestamp, nowMs)})`
    : (status.phase ?? '');

/** `[kubernetes.io/pvc-protection]`, as Go prints lists. */
export const goList = (list: readonly string[] | undefined): string =>
  `[${(list ?? []).join(' ')}]`;

function writeSource(w: PrefixWriter, { spec }: PersistentVolumeClaim): void {
  if (!spec.dataSource) return;
  const { apiGroup, kind, name } = spec.dataSource;
  w.write(0, 'DataSource:\n');
  if (apiGroup !== undefined) w.write(1, `APIGroup:\t${apiGroup}\n`);
  w.write(1, `Kind:\t${kind}\n`);
  w.write(1, `Name:\t${name}\n`);
}

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
      const { metadata, spec, status } = claim;
      const isBound = Boolean(spec.volumeName);
      const capacity = canonicalQuantity(status.capacity?.['storage'] ?? '0');
      writeName(w, claim);
      w.write(0, `StorageClass:\t${classOf(claim)}\n`);
      w.write(0, `Status:\t${phaseText(claim, world.nowMs)}\n`);
      w.write(0, `Volume:\t${spec.volumeName ?? ''}\n`);
      writeLabelsAndAnnotations(w, claim);
      w.write(0, `Finalizers:\t${goList(metadata.finalizers)}\n`);
      w.write(0, `Capacity:\t${isBound ? capacity : ''}\n`);
      w.write(0, `Access Modes:\t${isBound ? accessModesText(status.accessModes) : ''}\n`);
      if (spec.volumeMode !== undefined) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`);
      writeSource(w, claim);
      writeLines(w, 'Used By', pods);
      writeConditions(w, claim);
      writeEvents(w, events, world.nowMs);
    });
  },
};
