/** `kubectl describe storageclass` */
import { formatLabels } from '#apimachinery/selector.ts';
import { isDefaultClass } from '#resources/storage/classes.ts';
import type { StorageClass } from '#resources/storageclass.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeTerm } from './persistentvolume.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

/** `True`, `False` or `<unset>` */
const boolText = (value: boolean | undefined): string => {
  if (value === undefined) return '<unset>';
  return value ? 'True' : 'False';
};

function writeMountOptions(w: PrefixWriter, { mountOptions = [] }: StorageClass): void {
  if (mountOptions.length === 0) {
    w.write(0, 'MountOptions:\t<none>\n');
    return;
  }
  w.write(0, 'MountOptions:\n');
  for (const option of mountOptions) w.write(1, `${option}\n`);
}

function writeTopologies(w: PrefixWriter, { allowedTopologies: terms }: StorageClass): void {
  if (!terms) return;
  w.write(0, 'AllowedTopologies:\t');
  w.write(0, terms.length === 0 ? '<none>\n' : '\n');
  terms.forEach(({ matchLabelExpressions = [] }, at) => {
    const shown = matchLabelExpressions.map(({ key, values }) => {
      const list = values?.length ? ` [${values.join(', ')}]` : '';
      return `${key} in${list}`;
    });
    writeTerm(w, 1, `Term ${at}`, shown);
  });
}

export const storageClassDescriber: Describer = {
  group: 'storage.k8s.io',
  kind: 'StorageClass',
  /** Mirrors kubectl pkg/describe/describe.go describeStorageClass. */
  describe: async (world, object) => {
    const storageClass = object as StorageClass;
    const events = await eventsOf(world, storageClass);
    return tabbedText((w) => {
      const { metadata, provisioner, parameters, reclaimPolicy, volumeBindingMode } = storageClass;
      w.write(0, `Name:\t${metadata.name}\n`);
      w.write(0, `IsDefaultClass:\t${isDefaultClass(storageClass) ? 'Yes' : 'No'}\n`);
      w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
      w.write(0, `Provisioner:\t${provisioner}\n`);
      w.write(0, `Parameters:\t${formatLabels(parameters)}\n`);
      w.write(0, `AllowVolumeExpansion:\t${boolText(storageClass.allowVolumeExpansion)}\n`);
      writeMountOptions(w, storageClass);
      if (reclaimPolicy !== undefined) w.write(0, `ReclaimPolicy:\t${reclaimPolicy}\n`);
      if (volumeBindingMode !== undefined) w.write(0, `VolumeBindingMode:\t${volumeBindingMode}\n`);
      writeTopologies(w, storageClass);
      writeEvents(w, events, world.nowMs);
    });
  },
};
