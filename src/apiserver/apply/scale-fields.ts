/** Owners seen through the scale subresource, whose spec.replicas is a field of the object itself. Mirrors apimachinery pkg/util/managedfields/scalehandler.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { difference, has, isEmpty, setOf } from '#apimachinery/patch/apply/field-set.ts';
import { fieldElement } from '#apimachinery/patch/apply/path-element.ts';
import type { OwnedFields } from '#apimachinery/patch/apply/updater.ts';
import { scaleEndpoint } from './endpoint.ts';
import type { Update } from './field-manager.ts';
import { identifierOf, identityOf, type Managed, NOBODY } from './managed.ts';

const REPLICAS = [fieldElement('spec'), fieldElement('replicas')];
const ONLY_REPLICAS = setOf(REPLICAS);

/** Those who own the replicas, as owners of a Scale. */
export function toScale({ owners, times }: Managed): Managed {
  const next = new Map<string, OwnedFields>();
  for (const [id, { set, isApplied }] of owners) {
    if (!has(set, REPLICAS)) continue;
    next.set(id, { set: ONLY_REPLICAS, apiVersion: scaleEndpoint.apiVersion, isApplied });
  }
  return { owners: next, times: new Map([...times].filter(([id]) => next.has(id))) };
}

/** The owners of the object after those of its Scale changed. Who comes to own replicas this way has no time, as upstream. */
export function toParent(parent: Managed, scale: Managed, apiVersion: string): Managed {
  const owners = new Map<string, OwnedFields>();
  const times = new Map<string, string>();
  const keep = (id: string, owned: OwnedFields): void => {
    owners.set(id, owned);
    const time = parent.times.get(id);
    if (time) times.set(id, time);
  };
  for (const [id, owned] of parent.owners) {
    const isKept = !has(owned.set, REPLICAS) || scale.owners.has(id);
    const set = isKept ? owned.set : difference(owned.set, ONLY_REPLICAS);
    if (!isEmpty(set)) keep(id, { ...owned, set });
  }
  for (const [id, { set, isApplied }] of scale.owners) {
    if (parent.owners.has(id) || !has(set, REPLICAS)) continue;
    const own = identifierOf({ ...identityOf(id), apiVersion });
    keep(own, { set: ONLY_REPLICAS, apiVersion, isApplied });
  }
  return { owners, times };
}

/** Zero replicas are left out of a Scale: whoever sets them comes to own nothing. */
const isZero = (object: KubeObject): boolean =>
  (object as { readonly spec?: { readonly replicas?: number } }).spec?.replicas === 0;

/** The owners after replicas were set through the scale subresource; they stay nobody's when they were. */
export function afterScaleUpdate({ endpoint, after, manager }: Update, managed: Managed): Managed {
  if (toScale(managed).owners.size === 0) return managed;
  const { apiVersion } = endpoint;
  if (isZero(after)) return toParent(managed, NOBODY, apiVersion);
  const id = identifierOf({
    manager,
    operation: 'Update',
    apiVersion: scaleEndpoint.apiVersion,
    subresource: 'scale',
  });
  const mine = { set: ONLY_REPLICAS, apiVersion: scaleEndpoint.apiVersion, isApplied: false };
  return toParent(managed, { owners: new Map([[id, mine]]), times: new Map() }, apiVersion);
}
