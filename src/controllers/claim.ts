/** Adoption and release: how a controller comes to own, or lets go of, what its selector says. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, OwnerReference } from '#apimachinery/object.ts';
import { controllerOf, controllerReference } from '#apimachinery/owner-references.ts';
import { type LabelSelectorObject, selectorOfObject } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';

/** An owner that selects what it owns by labels. */
export interface SelectingOwner extends KubeObject {
  readonly spec: { readonly selector?: LabelSelectorObject };
}

/** The object with other owner references; without the field when there are none. */
function withOwners<T extends KubeObject>(object: T, owners: readonly OwnerReference[]): T {
  const { ownerReferences: _, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: owners.length > 0 ? { ...metadata, ownerReferences: owners } : metadata,
  };
}

/**
 * Of `objects` (those the owner owns, and orphans) the ones it owns from now on: matching orphans
 * are adopted, owned ones that no longer match released. An owner being deleted does neither.
 * `mayOwn` says what must hold besides the selector.
 * Mirrors kubernetes pkg/controller/controller_ref_manager.go ClaimObject.
 */
export function claim<T extends KubeObject>(
  client: Client,
  owner: SelectingOwner,
  kind: Kind<T>,
  objects: readonly T[],
  mayOwn: (object: T) => boolean = () => true,
): readonly T[] {
  const deleting = owner.metadata.deletionTimestamp !== undefined;
  const selector = selectorOfObject(owner.spec.selector);
  const claimed: T[] = [];
  for (const object of objects) {
    const holder = controllerOf(object);
    if (holder && holder.uid !== owner.metadata.uid) continue;
    const matches = selector.matches(object.metadata.labels) && mayOwn(object);
    if (holder && matches) claimed.push(object);
    else if (deleting || object.metadata.deletionTimestamp !== undefined) continue;
    else if (holder) release(client, owner, kind, object);
    else if (matches) claimed.push(adopt(client, owner, kind, object));
  }
  return claimed;
}

function adopt<T extends KubeObject>(
  client: Client,
  owner: KubeObject,
  kind: Kind<T>,
  object: T,
): T {
  const owners = object.metadata.ownerReferences ?? [];
  return client.update(kind, withOwners(object, [...owners, controllerReference(owner)]));
}

function release<T extends KubeObject>(
  client: Client,
  owner: KubeObject,
  kind: Kind<T>,
  object: T,
): void {
  const owners = object.metadata.ownerReferences ?? [];
  client.update(
    kind,
    withOwners(
      object,
      owners.filter(({ uid }) => uid !== owner.metadata.uid),
    ),
  );
}
