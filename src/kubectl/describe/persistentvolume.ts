/** `kubectl describe persistentvolume` */
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolume } from '#resources/persistentvolume.ts';
import { accessModesText, classOf } from '#resources/storage/classes.ts';
import { goList, phaseText } from './claim.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { writePersistentSource } from './volume-sources.ts';

type Terms = NonNullable<
  NonNullable<PersistentVolume['spec']['nodeAffinity']>['required']
>['nodeSelectorTerms'];

/** `topology.kubernetes.io/zone in [a, b]`, the second one under the first. */
export function writeTerm(
  w: PrefixWriter,
  level: number,
  title: string,
  requirements: readonly string[],
): void {
  w.write(level, `${title}:\t`);
  if (requirements.length === 0) w.write(0, '<none>\n');
  requirements.forEach((requirement, at) => {
    if (at > 0) w.write(level, '\t');
    w.write(0, `${requirement}\n`);
  });
}

function writeAffinity(w: PrefixWriter, terms: Terms | undefined): void {
  w.write(0, 'Node Affinity:\t');
  if (!terms) {
    w.write(0, '<none>\n');
    return;
  }
  w.write(0, '\n');
  w.write(1, 'Required Terms:\t');
  w.write(0, terms.length === 0 ? '<none>\n' : '\n');
  terms.forEach(({ matchExpressions = [] }, at) => {
    const shown = matchExpressions.map(({ key, operator, values }) => {
      const list = values?.length ? ` [${values.join(', ')}]` : '';
      return `${key} ${operator.toLowerCase()}${list}`;
    });
    writeTerm(w, 2, `Term ${at}`, shown);
  });
}

export const persistentVolumeDescriber: Describer = {
  group: '',
  kind: 'PersistentVolume',
  /** Mirrors kubectl pkg/describe/describe.go describePersistentVolume. */
  describe: async (world, object) => {
    const volume = object as PersistentVolume;
    const events = await eventsOf(world, volume);
    return tabbedText((w) => {
      const { metadata, spec, status } = volume;
      const { claimRef } = spec;
      w.write(0, `Name:\t${metadata.name}\n`);
      writeLabelsAndAnnotations(w, volume);
      w.write(0, `Finalizers:\t${goList(metadata.finalizers)}\n`);
      w.write(0, `StorageClass:\t${classOf(volume)}\n`);
      w.write(0, `Status:\t${phaseText(volume, world.nowMs)}\n`);
      w.write(
        0,
        `Claim:\t${claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : ''}\n`,
      );
      w.write(0, `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy ?? ''}\n`);
      w.write(0, `Access Modes:\t${accessModesText(spec.accessModes)}\n`);
      if (spec.volumeMode !== undefined) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`);
      w.write(0, `Capacity:\t${canonicalQuantity(spec.capacity?.['storage'] ?? '0')}\n`);
      writeAffinity(w, spec.nodeAffinity?.required?.nodeSelectorTerms);
      w.write(0, `Message:\t${status.message ?? ''}\n`);
      w.write(0, 'Source:\n');
      if (!writePersistentSource(w, spec)) w.write(1, '<unknown>\n');
      writeEvents(w, events, world.nowMs);
    });
  },
};
