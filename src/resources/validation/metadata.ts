/** The metadata of any object. Mirrors apimachinery pkg/api/validation/objectmeta.go. */
import { forbidden, invalid, required, tooLong } from '#apimachinery/field-error.ts';
import {
  dns1035LabelErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '#apimachinery/names.ts';
import type { ObjectMeta, OwnerReference, StringMap } from '#apimachinery/object.ts';
import { each, eachItem, type FieldErrors, immutable, none } from './fields.ts';
import { validateLabels } from './labels.ts';

/** What a kind's names look like; a `prefix` may end in a dash. */
export type NameRule = (name: string, prefix: boolean) => readonly string[];

/** "web-" ⇒ "weba": what will follow a generateName is fine. Mirrors maskTrailingDash, which drops one letter too many. */
const masked = (name: string, prefix: boolean): string =>
  prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;

export const subdomainName: NameRule = (name, prefix) =>
  dns1123SubdomainErrors(masked(name, prefix));
export const labelName: NameRule = (name, prefix) => dns1123LabelErrors(masked(name, prefix));
export const serviceName: NameRule = (name, prefix) => dns1035LabelErrors(masked(name, prefix));

const ANNOTATIONS_LIMIT = 256 * 1024;

/** Keys as labels' keys, in any case; 256 KiB in all. */
export function validateAnnotations(
  field: string,
  annotations: StringMap | undefined,
): FieldErrors {
  if (!annotations) return none;
  let size = 0;
  const errors = Object.entries(annotations).flatMap(([key, value]) => {
    size += key.length + value.length;
    return each(field, key, qualifiedNameErrors(key.toLowerCase()));
  });
  return size > ANNOTATIONS_LIMIT ? [...errors, tooLong(field, ANNOTATIONS_LIMIT)] : errors;
}

function validateOwner(owner: OwnerReference, field: string): FieldErrors {
  const errors = [];
  if (!owner.apiVersion) {
    errors.push(
      invalid(`${field}.apiVersion`, owner.apiVersion ?? '', 'version must not be empty'),
    );
  }
  for (const part of ['kind', 'name', 'uid'] as const) {
    if (!owner[part]) errors.push(invalid(`${field}.${part}`, '', 'must not be empty'));
  }
  if (owner.apiVersion === 'v1' && owner.kind === 'Event') {
    errors.push(invalid(field, owner, '/v1, Kind=Event is disallowed from being an owner'));
  }
  return errors;
}

function validateOwners(owners: readonly OwnerReference[] | undefined): FieldErrors {
  if (!owners) return none;
  const field = 'metadata.ownerReferences';
  const errors = owners.flatMap((owner) => validateOwner(owner, field));
  const [first, ...others] = owners.filter(({ controller }) => controller);
  const twice = others.map(({ kind, name }) => {
    const pair = `${first?.kind}/${first?.name} and ${kind}/${name}`;
    const why = `Only one reference can have Controller set to true. Found "true" in references for ${pair}`;
    return invalid(field, owners, why);
  });
  return [...errors, ...twice];
}

function validateNamespace(meta: ObjectMeta, namespaced: boolean): FieldErrors {
  const field = 'metadata.namespace';
  const { namespace = '' } = meta;
  if (!namespaced) return namespace ? [forbidden(field, 'not allowed on this type')] : none;
  if (!namespace) return [required(field)];
  return each(field, namespace, dns1123LabelErrors(namespace));
}

const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Mirrors kubernetes pkg/apis/core/validation validateKubeFinalizerName. */
const validateFinalizerName = (name: string, at: string): FieldErrors =>
  name.includes('/') || standardFinalizers.includes(name)
    ? none
    : [invalid(at, name, 'name is neither a standard finalizer name nor is it fully qualified')];

/** Everything but the name. */
const validateRest = (meta: ObjectMeta): FieldErrors => [
  ...validateLabels('metadata.labels', meta.labels),
  ...validateAnnotations('metadata.annotations', meta.annotations),
  ...validateOwners(meta.ownerReferences),
  ...(meta.finalizers
    ? eachItem('metadata.finalizers', meta.finalizers, (name, at) => [
        ...each('metadata.finalizers', name, qualifiedNameErrors(name)),
        ...validateFinalizerName(name, at),
      ])
    : none),
];

/** The metadata of a new object. */
export function validateMetadata(
  meta: ObjectMeta,
  namespaced: boolean,
  rule: NameRule,
): FieldErrors {
  const { generateName, name } = meta;
  const generated = generateName
    ? each('metadata.generateName', generateName, rule(generateName, true))
    : none;
  const named = name
    ? each('metadata.name', name, rule(name, false))
    : [required('metadata.name', 'name or generateName is required')];
  return [...generated, ...named, ...validateNamespace(meta, namespaced), ...validateRest(meta)];
}

const quoted = (names: readonly string[]): string =>
  names.map((name) => JSON.stringify(name)).join(', ');

/** An object that is going takes no new finalizers. */
function validateNoNewFinalizers(next: ObjectMeta, old: ObjectMeta): FieldErrors {
  if (!old.deletionTimestamp) return none;
  const extra = (next.finalizers ?? []).filter((name) => !old.finalizers?.includes(name)).sort();
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${quoted(extra)}}`;
  return extra.length > 0 ? [forbidden('metadata.finalizers', why)] : none;
}

const FIXED = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

/** What an update may not change. */
export function validateMetadataUpdate(next: ObjectMeta, old: ObjectMeta): FieldErrors {
  const fixed = FIXED.flatMap((part) =>
    next[part] === old[part] ? none : immutable(`metadata.${part}`, next[part], old[part]),
  );
  const isShrunk = (next.generation ?? 0) < (old.generation ?? 0);
  return [
    ...validateNoNewFinalizers(next, old),
    ...(isShrunk
      ? [invalid('metadata.generation', next.generation ?? 0, 'must not be decremented')]
      : none),
    ...fixed,
    ...validateRest(next),
  ];
}
