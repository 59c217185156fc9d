/** Which class a volume or a claim belongs to. Mirrors component-helpers storage/volume/helpers.go. */
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from './types.ts';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';
const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';
const BETA_IS_DEFAULT = 'storageclass.beta.kubernetes.io/is-default-class';

/** `standard`, or "" for none: the old annotation counts before the field. */
export const classOf = ({ metadata, spec }: PersistentVolume | PersistentVolumeClaim): string =>
  metadata.annotations?.[BETA_CLASS] ?? spec.storageClassName ?? '';

/** Whether a claim says anything of a class: "" is a word too. */
export const hasClass = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[BETA_CLASS] !== undefined || spec.storageClassName !== undefined;

/** Whether claims that name no class get this one. */
export const isDefaultClass = ({ metadata }: StorageClass): boolean =>
  metadata.annotations?.[IS_DEFAULT] === 'true' ||
  metadata.annotations?.[BETA_IS_DEFAULT] === 'true';

/**
 * The class that claims get: the newest of those marked, by name among the equally old.
 * Mirrors kubernetes pkg/volume/util/storageclass.go GetDefaultClass.
 */
export function defaultClass(classes: readonly StorageClass[]): StorageClass | undefined {
  const [first] = classes.filter(isDefaultClass).sort((a, b) => {
    const [ours, theirs] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
    if (ours !== theirs) return ours > theirs ? -1 : 1;
    return a.metadata.name < b.metadata.name ? -1 : 1;
  });
  return first;
}

/** ["ReadWriteMany", "ReadWriteOnce"] ⇒ "RWO,RWX". Mirrors pkg/apis/core/v1/helper GetAccessModesAsString. */
export function accessModesText(modes: readonly string[] | undefined): string {
  const short = [
    ['ReadWriteOnce', 'RWO'],
    ['ReadOnlyMany', 'ROX'],
    ['ReadWriteMany', 'RWX'],
    ['ReadWriteOncePod', 'RWOP'],
  ] as const;
  return short
    .filter(([long]) => modes?.includes(long))
    .map(([, text]) => text)
    .join(',');
}

/** Whether a class leaves the choice of a volume to the scheduler. */
export const isDelayed = (storageClass: StorageClass | undefined): boolean =>
  storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
