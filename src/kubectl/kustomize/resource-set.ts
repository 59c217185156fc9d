/** The objects of a build, in order, no two alike. Mirrors api resmap/reswrangler.go. */
import { KubectlError } from '../errors.ts';
import { note } from './build-notes.ts';
import { isClusterScoped } from './gvk.ts';
import { fieldOf, textOf } from './node.ts';
import { checkMetadata } from './read/documents.ts';
import type { Resource } from './resource.ts';
import {
  effectiveNamespace,
  goSyntaxOfId,
  NO_NAMESPACE,
  type ResourceId,
  sameId,
  sameNamespace,
  shownId,
} from './resource-id.ts';

/** Namespaces whose service accounts a RoleBinding names. */
function subjectNamespaces(referrer: Resource): ReadonlySet<string> {
  const subjects = referrer.kind === 'RoleBinding' ? fieldOf(referrer.node, 'subjects') : undefined;
  if (subjects?.kind !== 'list') return new Set();
  return new Set(
    subjects.items
      .filter(
        (one) => textOf(fieldOf(one, 'kind')) === 'ServiceAccount' && fieldOf(one, 'namespace'),
      )
      .map((one) => textOf(fieldOf(one, 'namespace'))),
  );
}

export class ResourceSet {
  #resources: Resource[] = [];

  constructor(resources: readonly Resource[] = []) {
    this.appendAll(resources);
  }

  get resources(): readonly Resource[] {
    return this.#resources;
  }

  append(resource: Resource): void {
    const id = resource.currentId;
    if (this.#resources.some((one) => sameId(one.currentId, id)))
      throw new KubectlError(`may not add resource with an already registered id: ${shownId(id)}`);
    this.#resources.push(resource);
  }
  appendAll(resources: readonly Resource[]): void {
    for (const resource of resources) this.append(resource);
  }

  /** Puts them in this order instead; checks them anew. */
  reset(resources: readonly Resource[]): void {
    this.#resources = [];
    this.appendAll(resources);
  }

  dropGone(): void {
    this.#resources = this.#resources.filter((one) => !one.isGone);
  }

  /** Refuses objects that lost their names; leaves out those that are marked as kustomize's own business. */
  dropLocal(): void {
    this.#resources = this.#resources.filter((one) => {
      if (one.node) checkMetadata(one.node);
      const mark = one.annotations[note.local];
      return mark === undefined || mark === 'false';
    });
  }

  byAnyId(matches: (id: ResourceId) => boolean): readonly Resource[] {
    return this.#resources.filter((one) => !one.isGone && one.anyIds.some(matches));
  }

  /** The one object that has, or had, this id. */
  byId(id: ResourceId): Resource {
    const [only, ...more] = this.byAnyId((one) => sameId(id, one));
    if (only && more.length === 0) return only;
    const what = only ? 'multiple matches' : 'no matches';
    throw new KubectlError(
      `${what} for Id ${shownId(id)}; failed to find unique target for patch ${shownId(id)}`,
    );
  }

  /** Adds what a generator made, or merges it with what is there, as it asks. */
  absorb(resource: Resource): void {
    const id = resource.currentId;
    const [old, ...more] = this.byAnyId((one) => sameId(id, one));
    const { behavior } = resource;
    const changes = behavior === 'merge' || behavior === 'replace';
    if (!old) {
      if (changes)
        throw new KubectlError(`id ${goSyntaxOfId(id)} does not exist; cannot merge or replace`);
      this.append(resource);
      return;
    }
    if (more.length > 0)
      throw new KubectlError(
        `found multiple objects [${[old, ...more].join(' ')}] that could accept merge of ${shownId(id)}`,
      );
    if (!changes)
      throw new KubectlError(`id ${goSyntaxOfId(id)} exists; behavior must be merge or replace`);
    const origin = old.annotations[note.origin];
    resource.takeMetadataOf(old);
    if (behavior === 'merge') {
      resource.takeDataOf(old, 'data');
      resource.takeDataOf(old, 'binaryData');
      if (origin !== undefined) resource.annotate(note.origin, origin);
    }
    this.#resources[this.#resources.indexOf(old)] = resource;
  }

  /** What an object may refer to: of its own namespace, of none, and accounts it binds. */
  referableBy(referrer: Resource): readonly Resource[] {
    const id = referrer.currentId;
    if (isClusterScoped(id.gvk)) return this.#resources;
    const others = subjectNamespaces(referrer);
    return this.#resources.filter(
      (one) =>
        isClusterScoped(one.gvk) || sameNamespace(one.currentId, id) || others.has(one.namespace),
    );
  }
}

/** Those of one namespace, by the namespaces they have (or had at first). */
export const inNamespace = (
  resources: readonly Resource[],
  namespace: string,
  idOf: (resource: Resource) => ResourceId,
): readonly Resource[] =>
  namespace === NO_NAMESPACE
    ? []
    : resources.filter((one) => effectiveNamespace(idOf(one)) === namespace);
