/** `fieldsV1` of managedFields, worked out when somebody reads it. Mirrors structured-merge-diff's serialization of sets. */
import { memoised } from '#apimachinery/intern.ts';
import type { Json, KubeObject, ManagedFieldsEntry } from '#apimachinery/object.ts';
import { definition, type FieldSchema } from '#apimachinery/schema.ts';

type FieldSet = Record<string, unknown>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `k:{"name":"nginx"}` for an item of a keyed list. */
function itemKey(item: unknown, keys: readonly string[]): string | undefined {
  if (!isRecord(item)) return undefined;
  const pairs = [...keys].sort().filter((key) => item[key] !== undefined);
  return `k:${JSON.stringify(Object.fromEntries(pairs.map((key) => [key, item[key]])))}`;
}

function listSet(list: readonly unknown[], field: FieldSchema): FieldSet {
  const set: FieldSet = {};
  if (field.listType === 'set') {
    for (const item of list) set[`v:${JSON.stringify(item)}`] = {};
    return set;
  }
  const keys = field.listMapKeys ?? (field.mergeKey ? [field.mergeKey] : undefined);
  if (!keys || field.listType === 'atomic') return set;
  for (const item of list) {
    const key = itemKey(item, keys);
    if (key) set[key] = { '.': {}, ...fieldSet(item, field.items?.ref) };
  }
  return set;
}

function valueSet(value: unknown, field: FieldSchema | undefined): FieldSet {
  if (Array.isArray(value)) return field ? listSet(value, field) : {};
  if (!isRecord(value)) return {};
  if (field?.type === 'map') {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [`f:${key}`, {}]),
    );
  }
  const schema = field?.ref ? definition(field.ref) : undefined;
  return schema?.atomic ? {} : fieldSet(value, field?.ref);
}

/** The fields of a value, each under `f:`. */
function fieldSet(value: unknown, schema: string | undefined): FieldSet {
  if (!isRecord(value)) return {};
  const fields = schema ? definition(schema)?.fields : undefined;
  const set: FieldSet = {};
  for (const key of Object.keys(value).sort()) {
    if (value[key] === undefined) continue;
    const field = fields && Object.hasOwn(fields, key) ? fields[key] : undefined;
    set[`f:${key}`] = valueSet(value[key], field);
  }
  return set;
}

const OWNED_METADATA = ['generateName', 'labels', 'annotations', 'ownerReferences', 'finalizers'];

/** What the writers of an object as a whole own: all but its status and what the server sets. */
function mainSet(object: KubeObject, schema: string): FieldSet {
  const { apiVersion: _a, kind: _k, metadata, ...rest } = object;
  const { status: _status, ...body } = rest as Readonly<Record<string, unknown>>;
  const owned = Object.entries(metadata).filter(([key]) => OWNED_METADATA.includes(key));
  const meta = fieldSet(
    Object.fromEntries(owned),
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
  );
  const set = fieldSet(body, schema);
  return Object.keys(meta).length > 0 ? { 'f:metadata': meta, ...set } : set;
}

function subresourceSet(object: KubeObject, schema: string, subresource: string): FieldSet {
  const { spec, status } = object as { readonly spec?: unknown; readonly status?: unknown };
  if (subresource === 'status') return fieldSet({ status }, schema);
  const { replicas } = (spec ?? {}) as { readonly replicas?: Json };
  return subresource === 'scale' && replicas !== undefined
    ? { 'f:spec': { 'f:replicas': {} } }
    : {};
}

/** The entry with a `fieldsV1` that is worked out at the first look. */
function lazily(entry: ManagedFieldsEntry, work: () => FieldSet): ManagedFieldsEntry {
  const { subresource, ...head } = entry;
  const full = { ...head };
  Object.defineProperty(full, 'fieldsV1', { get: work, enumerable: true });
  return subresource ? Object.assign(full, { subresource }) : full;
}

const byTime = (a: ManagedFieldsEntry, b: ManagedFieldsEntry): number =>
  `${a.operation} ${a.time} ${a.manager}` < `${b.operation} ${b.time} ${b.manager}` ? -1 : 1;

/**
 * The object as a reader outside sees it: managedFields in upstream's order, with their fields.
 * Differs: the first writer of the whole object is said to own all of it; later ones own nothing by
 * themselves until fields are tracked for server-side apply.
 */
export const withFieldSets: (schema: string, object: KubeObject) => KubeObject = (() => {
  const bySchema = new Map<string, (object: KubeObject) => KubeObject>();
  const make = (schema: string) =>
    memoised((object: KubeObject): KubeObject => {
      const entries = object.metadata.managedFields;
      if (!entries) return object;
      const first = entries.find(({ subresource }) => !subresource);
      const managedFields = [...entries].sort(byTime).map((entry) =>
        lazily(entry, () => {
          if (entry.subresource) return subresourceSet(object, schema, entry.subresource);
          return entry === first ? mainSet(object, schema) : {};
        }),
      );
      return { ...object, metadata: { ...object.metadata, managedFields } };
    });
  return (schema, object) => {
    let known = bySchema.get(schema);
    if (!known) {
      known = make(schema);
      bySchema.set(schema, known);
    }
    return known(object);
  };
})();
