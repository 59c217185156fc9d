/** Objects found by what they say: an index per question, kept as objects change. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';

/** A stored object's place: the indexes point here, so an update need not touch them. */
export interface Cell {
  object: KubeObject;
  /** The buckets the cell is in. */
  buckets: Bucket[];
}

/** The cells that share an answer. `listing` is rebuilt when asked for after a change. */
export interface Bucket {
  readonly cells: Set<Cell>;
  listing: readonly KubeObject[] | undefined;
}

/** What is asked of every object. `source` is the part the answer comes from: the same part, the same answer. */
interface IndexDeclaration {
  readonly name: string;
  source(object: KubeObject): unknown;
  keys(object: KubeObject): readonly string[];
}

const nodeNameOf = (object: KubeObject): string | undefined =>
  (object as { readonly spec?: { readonly nodeName?: string } }).spec?.nodeName;

/** "default", "app", "web" ⇒ one text; labels hold no NUL. */
export const labelIndexKey = (namespace: string, label: string, value: string): string =>
  `${namespace}\0${label}\0${value}`;

const labelKeys = new WeakMap<StringMap, { namespace: string; keys: readonly string[] }>();

/** Pods stamped from one template share their labels, so the keys are worked out once. */
function keysOfLabels(namespace: string, labels: StringMap): readonly string[] {
  const known = labelKeys.get(labels);
  if (known?.namespace === namespace) return known.keys;
  const keys = Object.entries(labels).map(([label, value]) =>
    labelIndexKey(namespace, label, value),
  );
  labelKeys.set(labels, { namespace, keys });
  return keys;
}

/** The indexes every kind has. */
const indexDeclarations: readonly IndexDeclaration[] = [
  {
    name: 'owner',
    source: (object) => object.metadata.ownerReferences,
    keys: (object) => object.metadata.ownerReferences?.map(({ uid }) => uid) ?? [],
  },
  {
    name: 'node',
    source: nodeNameOf,
    keys: (object) => {
      const name = nodeNameOf(object);
      return name ? [name] : [];
    },
  },
  {
    name: 'label',
    source: (object) => object.metadata.labels,
    keys: ({ metadata }) =>
      metadata.labels ? keysOfLabels(metadata.namespace ?? '', metadata.labels) : [],
  },
];

const NONE: readonly KubeObject[] = [];

/** The indexes of one kind. */
export class IndexSet {
  private readonly maps: readonly Map<string, Bucket>[] = indexDeclarations.map(() => new Map());

  add(cell: Cell): void {
    indexDeclarations.forEach((declaration, at) => {
      for (const key of declaration.keys(cell.object)) this.put(this.maps[at], key, cell);
    });
  }

  remove(cell: Cell): void {
    indexDeclarations.forEach((declaration, at) => {
      const map = this.maps[at];
      for (const key of declaration.keys(cell.object)) {
        const bucket = map?.get(key);
        bucket?.cells.delete(cell);
        if (bucket) bucket.listing = undefined;
        if (bucket?.cells.size === 0) map?.delete(key);
      }
    });
    cell.buckets = [];
  }

  /** Puts `next` into the cell; the indexes move only if their source changed. */
  replace(cell: Cell, next: KubeObject): void {
    const before = cell.object;
    if (indexDeclarations.every(({ source }) => source(before) === source(next))) {
      cell.object = next;
      for (const bucket of cell.buckets) bucket.listing = undefined;
      return;
    }
    this.remove(cell);
    cell.object = next;
    this.add(cell);
  }

  find(index: string, key: string): readonly KubeObject[] {
    const at = indexDeclarations.findIndex(({ name }) => name === index);
    const bucket = this.maps[at]?.get(key);
    if (!bucket) return NONE;
    bucket.listing ??= [...bucket.cells].map(({ object }) => object);
    return bucket.listing;
  }

  private put(map: Map<string, Bucket> | undefined, key: string, cell: Cell): void {
    let bucket = map?.get(key);
    if (!bucket) {
      bucket = { cells: new Set(), listing: undefined };
      map?.set(key, bucket);
    }
    bucket.cells.add(cell);
    bucket.listing = undefined;
    cell.buckets.push(bucket);
  }
}
