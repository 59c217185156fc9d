/** Rules for metadata that hold for every kind. Mirrors apimachinery pkg/api/validation/objectmeta.go. */
import { isEqual } from '#apimachinery/equality.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  required,
  tooLong,
} from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { dns1123LabelErrors, labelValueErrors, qualifiedNameErrors } from '#apimachinery/names.ts';
import type { ObjectMeta, OwnerReference, StringMap } from '#apimachinery/object.ts';

const ANNOTATIONS_LIMIT = 256 * 1024;
/** Maps found valid once: pods of one template share them. */
const validLabels = new WeakSet<StringMap>();
const validAnnotations = new WeakSet<StringMap>();

function labelErrors(labels: StringMap | undefined): FieldError[] {
  if (!labels || validLabels.has(labels)) return [];
  const field = 'metadata.labels';
  const errors = Object.entries(labels).flatMap(([key, value]) => [
    ...qualifiedNameErrors(key).map((message) => invalid(field, key, message)),
    ...labelValueErrors(value).map((message) => invalid(field, value, message)),
  ]);
  if (errors.length === 0) validLabels.add(labels);
  return errors;
}

function annotationErrors(annotations: StringMap | undefined): FieldError[] {
  if (!annotations || validAnnotations.has(annotations)) return [];
  const field = 'metadata.annotations';
  let size = 0;
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(annotations)) {
    size += key.length + value.length;
    for (const message of qualifiedNameErrors(key.toLowerCase())) {
      errors.push(invalid(field, key, message));
    }
  }
  if (size > ANNOTATIONS_LIMIT) errors.push(tooLong(field, ANNOTATIONS_LIMIT));
  if (errors.length === 0) validAnnotations.add(annotations);
  return errors;
}

const OWNER_FIELDS = ['apiVersion', 'kind', 'name', 'uid'] as const;

function ownerErrors(owners: readonly OwnerReference[] | undefined): FieldError[] {
  const errors: FieldError[] = [];
  let controller = '';
  for (const owner of owners ?? []) {
    for (const part of OWNER_FIELDS) {
      if (owner[part]) continue;
      const what = part === 'apiVersion' ? 'version must not be empty' : 'must not be empty';
      errors.push(invalid(`metadata.ownerReferences.${part}`, '', what));
    }
    if (!owner.controller) continue;
    const name = `${owner.kind}/${owner.name}`;
    if (controller) {
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalid('metadata.ownerReferences', owners, why));
    }
    controller = controller || name;
  }
  return errors;
}

function finalizerErrors(finalizers: readonly string[] | undefined): FieldError[] {
  if (!finalizers || finalizers.length === 0) return [];
  const field = 'metadata.finalizers';
  const errors = finalizers.flatMap((name) =>
    qualifiedNameErrors(name).map((message) => invalid(field, name, message)),
  );
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const why = 'finalizer orphan and foregroundDeletion cannot be both set';
    errors.push(invalid(field, finalizers, why));
  }
  return errors;
}

let validNamespace = '';

/** One namespace is written to many times in a row. */
function namespaceErrors(namespace: string): FieldError[] {
  if (namespace !== '' && namespace === validNamespace) return [];
  const errors = dns1123LabelErrors(namespace).map((message) =>
    invalid('metadata.namespace', namespace, message),
  );
  if (errors.length === 0) validNamespace = namespace;
  return errors;
}

/** What is wrong with the metadata of an object; the name's own format is the kind's business. */
export function metadataErrors(kind: Kind, meta: Partial<ObjectMeta>): FieldError[] {
  const errors: FieldError[] = [];
  if (!meta.name) errors.push(required('metadata.name', 'name or generateName is required'));
  if (kind.namespaced) {
    errors.push(...namespaceErrors(meta.namespace ?? ''));
  } else if (meta.namespace) {
    errors.push(forbidden('metadata.namespace', 'not allowed on this type'));
  }
  if (meta.labels) errors.push(...labelErrors(meta.labels));
  if (meta.annotations) errors.push(...annotationErrors(meta.annotations));
  if (meta.ownerReferences) errors.push(...ownerErrors(meta.ownerReferences));
  if (meta.finalizers) errors.push(...finalizerErrors(meta.finalizers));
  return errors;
}

const IMMUTABLE = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

/** What an update may not do to metadata. */
export function metadataUpdateErrors(next: ObjectMeta, old: ObjectMeta): FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp && next.finalizers && next.finalizers !== old.finalizers) {
    const extra = next.finalizers.filter((name) => !old.finalizers?.includes(name)).sort();
    if (extra.length > 0) {
      const listed = `[]string{${extra.map((name) => JSON.stringify(name)).join(', ')}}`;
      const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${listed}`;
      errors.push(forbidden('metadata.finalizers', why));
    }
  }
  for (const part of IMMUTABLE) {
    if (isEqual(next[part], old[part])) continue;
    errors.push(invalid(`metadata.${part}`, next[part] ?? null, 'field is immutable'));
  }
  return errors;
}
