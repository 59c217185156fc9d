/** The annotations by which the volume controllers, the scheduler and provisioners talk. Mirrors component-helpers storage/volume/helpers.go. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const BETA_STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';

/** Whether an object carries an annotation, whatever it says. */
export const isAnnotated = ({ metadata }: KubeObject, name: string): boolean =>
  metadata.annotations?.[name] !== undefined;

/** The object with more annotations; itself when it has them all. */
export function annotated<T extends KubeObject>(object: T, more: StringMap): T {
  const { annotations } = object.metadata;
  const isSaid = Object.entries(more).every(([name, value]) => annotations?.[name] === value);
  if (isSaid) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, ...more } } };
}

/** The object without an annotation; without the field when it was the last. */
export function withoutAnnotation<T extends KubeObject>(object: T, name: string): T {
  if (!isAnnotated(object, name)) return object;
  const { annotations = {}, ...metadata } = object.metadata;
  const { [name]: _, ...rest } = annotations;
  const kept = Object.keys(rest).length > 0 ? { annotations: rest } : {};
  return { ...object, metadata: { ...metadata, ...kept } };
}
