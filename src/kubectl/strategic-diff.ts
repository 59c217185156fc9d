/** Strategic merge patches between versions of an object. Mirrors apimachinery pkg/util/strategicpatch/patch.go diffMaps, CreateThreeWayMergePatch. */
import { isEqual } from '#apimachinery/equality.ts';
import { definition, type FieldSchema } from '#apimachinery/schema.ts';
import { kinds } from '#resources/index.ts';

export type Tree = Readonly<Record<string, unknown>>;
type Patch = Record<string, unknown>;

export interface DiffOptions {
  readonly ignoreDeletions?: boolean;
  readonly ignoreChanges?: boolean;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (patch: Patch): boolean => Object.keys(patch).length === 0;

/** The definition of a kind, `io.k8s.api.apps.v1.Deployment`; undefined for kinds we don't know. */
export function schemaOf(apiVersion: string, kind: string): string | undefined {
  return kinds.find(
    (entry) =>
      entry.kind === kind &&
      (entry.group ? `${entry.group}/${entry.version}` : entry.version) === apiVersion,
  )?.schema;
}

const fieldOf = (schema: string | undefined, name: string): FieldSchema | undefined => {
  const fields = schema ? definition(schema)?.fields : undefined;
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
};
const strategies = (field: FieldSchema | undefined): readonly string[] =>
  (field?.patchStrategy ?? '').split(',');
const sameType = (a: unknown, b: unknown): boolean =>
  typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && (a === null) === (b === null);

/** The patch that makes `before` into `after`: `{}` when nothing differs. */
export function diffTrees(
  before: Tree,
  after: Tree,
  schema: string | undefined,
  options: DiffOptions = {},
  retainKeys = false,
): Patch {
  const patch: Patch = {};
  for (const [key, next] of Object.entries(after)) {
    if (next === undefined) continue;
    const old = before[key];
    if (old === undefined || !sameType(old, next)) {
      if (!options.ignoreChanges) patch[key] = next;
    } else if (isTree(old) && isTree(next)) {
      diffTreeField(patch, key, old, next, fieldOf(schema, key), options);
    } else if (Array.isArray(old) && Array.isArray(next)) {
      diffListField(patch, key, old, next, fieldOf(schema, key), options);
    } else if (!options.ignoreChanges && old !== next) patch[key] = next;
  }
  const isGone = (key: string): boolean => before[key] !== undefined && after[key] === undefined;
  const gone = Object.keys(before).filter(isGone);
  if (!options.ignoreDeletions) for (const key of gone) patch[key] = null;
  const kept = Object.keys(after).filter((key) => after[key] != null);
  if (retainKeys && kept.length > 0 && (!isEmpty(patch) || gone.length > 0))
    patch['$retainKeys'] = kept.sort();
  return patch;
}

function diffTreeField(
  patch: Patch,
  key: string,
  old: Tree,
  next: Tree,
  field: FieldSchema | undefined,
  options: DiffOptions,
): void {
  const strategy = strategies(field);
  if (strategy.includes('replace')) {
    if (!options.ignoreChanges) patch[key] = next;
    return;
  }
  const inner = diffTrees(old, next, field?.ref, options, strategy.includes('retainKeys'));
  if (!isEmpty(inner)) patch[key] = inner;
}

function diffListField(
  patch: Patch,
  key: string,
  old: readonly unknown[],
  next: readonly unknown[],
  field: FieldSchema | undefined,
  options: DiffOptions,
): void {
  const strategy = strategies(field);
  if (!strategy.includes('merge')) {
    if (!options.ignoreChanges && !isEqual(old, next)) patch[key] = next;
    return;
  }
  if (old.length === 0) {
    if (next.length > 0 && !options.ignoreChanges) patch[key] = next;
    return;
  }
  const { mergeKey } = field ?? {};
  if (mergeKey && [...old, ...next].every(isTree)) {
    const retain = strategy.includes('retainKeys');
    const pair = { old: old as readonly Tree[], next: next as readonly Tree[] };
    diffKeyedList(patch, key, pair, mergeKey, field?.items?.ref, options, retain);
  } else diffScalars(patch, key, old, next, options);
}

/** Items that changed and were added, in their order; then those that went, marked for deletion. */
function diffKeyedList(
  patch: Patch,
  key: string,
  { old, next }: { readonly old: readonly Tree[]; readonly next: readonly Tree[] },
  mergeKey: string,
  schema: string | undefined,
  options: DiffOptions,
  retain: boolean,
): void {
  const before = new Map(old.map((item) => [item[mergeKey], item]));
  const kept = new Set(next.map((item) => item[mergeKey]));
  const changed = next.flatMap((item): readonly Tree[] => {
    const previous = before.get(item[mergeKey]);
    if (!previous) return options.ignoreChanges ? [] : [item];
    const inner = diffTrees(previous, item, schema, options, retain);
    return isEmpty(inner) ? [] : [{ ...inner, [mergeKey]: item[mergeKey] }];
  });
  const gone = options.ignoreDeletions
    ? []
    : old
        .filter((item) => !kept.has(item[mergeKey]))
        .map((item) => ({ $patch: 'delete', [mergeKey]: item[mergeKey] }));
  const items = [...changed, ...gone];
  if (items.length > 0) patch[key] = items;
  const sameOrder = isEqual(
    old.map((item) => item[mergeKey]),
    next.map((item) => item[mergeKey]),
  );
  const tellsOrder = options.ignoreChanges ? items.length > 0 : items.length > 0 || !sameOrder;
  if (tellsOrder)
    patch[`$setElementOrder/${key}`] = next.map((item) => ({ [mergeKey]: item[mergeKey] }));
}

function diffScalars(
  patch: Patch,
  key: string,
  old: readonly unknown[],
  next: readonly unknown[],
  options: DiffOptions,
): void {
  const added = options.ignoreChanges ? [] : next.filter((item) => !old.includes(item));
  const gone = options.ignoreDeletions ? [] : old.filter((item) => !next.includes(item));
  if (added.length > 0) patch[key] = added;
  if (gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = [...new Set(gone)].sort();
  const tellsOrder =
    (!options.ignoreDeletions && gone.length > 0) ||
    (!options.ignoreChanges && !isEqual(old, next));
  if (tellsOrder) patch[`$setElementOrder/${key}`] = next;
}

/** Both patches in one; where they meet in a list, items pair by key. */
function mergePatches(first: Patch, second: Patch, schema: string | undefined): Patch {
  const merged: Patch = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const old = merged[key];
    const field = fieldOf(schema, key);
    if (isTree(old) && isTree(value)) merged[key] = mergePatches(old, value, field?.ref);
    else if (Array.isArray(old) && Array.isArray(value) && field?.mergeKey)
      merged[key] = mergeLists(old, value, field.mergeKey, field.items?.ref);
    else merged[key] = value;
  }
  return merged;
}

function mergeLists(
  first: readonly Patch[],
  second: readonly Patch[],
  mergeKey: string,
  schema: string | undefined,
): readonly Patch[] {
  const pairOf = (item: Patch): Patch | undefined =>
    first.find((other) => other[mergeKey] === item[mergeKey]);
  const both = second.map((item) => {
    const pair = pairOf(item);
    return pair && !pair['$patch'] ? mergePatches(pair, item, schema) : item;
  });
  const keys = new Set(second.map((item) => item[mergeKey]));
  return [...both, ...first.filter((item) => !keys.has(item[mergeKey]))];
}

/**
 * What `apply` sends: what differs between the live object and the new manifest, and what the
 * manifest no longer has but had when it was last applied.
 */
export function threeWayPatch(
  original: Tree,
  modified: Tree,
  current: Tree,
  schema: string | undefined,
): Patch {
  const delta = diffTrees(current, modified, schema, { ignoreDeletions: true });
  const deletions = diffTrees(original, modified, schema, { ignoreChanges: true });
  return mergePatches(deletions, delta, schema);
}
