/** Who owns an object. Mirrors apimachinery pkg/apis/meta/v1/controller_ref.go. */
import type { KubeObject, ObjectMeta, OwnerReference } from './object.ts';

/** The reference with `controller: true`, if there is one. */
export function controllerOf(object: {
  readonly metadata: Partial<ObjectMeta>;
}): OwnerReference | undefined {
  for (const reference of object.metadata.ownerReferences ?? []) {
    if (reference.controller) return reference;
  }
  return undefined;
}

/** Whether `owner` controls `object`. */
export const isControlledBy = (
  object: { readonly metadata: Partial<ObjectMeta> },
  owner: KubeObject,
): boolean => controllerOf(object)?.uid === owner.metadata.uid;

/** The reference an owner's controller puts on what it makes. */
export const controllerReference = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});
