/** The stored objects of one kind: by namespace and name, in etcd's order, and by index. */
import type { KubeObject } from '#apimachinery/object.ts';
import { type Cell, IndexSet, labelIndexKey } from './index-set.ts';

/** The objects of one namespace. */
interface Shelf {
  readonly cells: Map<string, Cell>;
  /** Sorted, as etcd lists; may still hold names that are gone. */
  names: readonly string[];
  /** Names that came since `names` was sorted. */
  added: string[];
  hasGone: boolean;
  listing: readonly KubeObject[] | undefined;
}

/** Two sorted lists as one. */
function merged(a: readonly string[], b: readonly string[]): readonly string[] {
  const all: string[] = [];
  let at = 0;
  for (const name of a) {
    while (at < b.length && (b[at] as string) < name) {
      all.push(b[at] as string);
      at += 1;
    }
    all.push(name);
  }
  return at < b.length ? all.concat(b.slice(at)) : all;
}

/** Names are sorted when somebody lists, not at each write: loops find their objects by index. */
function sortedNames(shelf: Shelf): readonly string[] {
  if (shelf.hasGone) {
    shelf.names = shelf.names.filter((name) => shelf.cells.has(name));
    shelf.added = shelf.added.filter((name) => shelf.cells.has(name));
    shelf.hasGone = false;
  }
  if (shelf.added.length > 0) {
    // A name that went and came back may be in both.
    const known = new Set(shelf.added);
    const rest = shelf.names.filter((name) => !known.has(name));
    shelf.names = merged(rest, [...known].sort());
    shelf.added = [];
  }
  return shelf.names;
}

const NONE: readonly KubeObject[] = [];

/** Lists are remembered until something in them changes, and given out without a copy. */
export class KindTable {
  private readonly shelves = new Map<string, Shelf>();
  /** Namespaces sorted as keys are: "a-b/…" before "a/…". */
  private shelfOrder: string[] = [];
  private readonly indexes = new IndexSet();
  private everything: readonly KubeObject[] | undefined;
  size = 0;

  get(namespace: string, name: string): KubeObject | undefined {
    return this.shelves.get(namespace)?.cells.get(name)?.object;
  }

  /** Adds or replaces. */
  put(object: KubeObject): void {
    const { namespace = '', name } = object.metadata;
    const shelf = this.shelfOf(namespace);
    const cell = shelf.cells.get(name);
    if (cell) {
      this.indexes.replace(cell, object);
    } else {
      const added: Cell = { object, buckets: [] };
      shelf.cells.set(name, added);
      shelf.added.push(name);
      this.indexes.add(added);
      this.size += 1;
    }
    shelf.listing = undefined;
    this.everything = undefined;
  }

  remove(namespace: string, name: string): void {
    const shelf = this.shelves.get(namespace);
    const cell = shelf?.cells.get(name);
    if (!shelf || !cell) return;
    this.indexes.remove(cell);
    shelf.cells.delete(name);
    shelf.hasGone = true;
    shelf.listing = undefined;
    this.everything = undefined;
    this.size -= 1;
  }

  list(namespace: string | undefined): readonly KubeObject[] {
    if (namespace) return this.listShelf(this.shelves.get(namespace));
    this.everything ??= this.shelfOrder.flatMap((name) => this.listShelf(this.shelves.get(name)));
    return this.everything;
  }

  byIndex(index: string, key: string): readonly KubeObject[] {
    return this.indexes.find(index, key);
  }

  byLabel(namespace: string, label: string, value: string): readonly KubeObject[] {
    if (namespace || this.shelfOrder.length < 2) {
      const only = namespace || (this.shelfOrder[0] ?? '');
      return this.indexes.find('label', labelIndexKey(only, label, value));
    }
    return this.shelfOrder.flatMap((one) =>
      this.indexes.find('label', labelIndexKey(one, label, value)),
    );
  }

  private listShelf(shelf: Shelf | undefined): readonly KubeObject[] {
    if (!shelf) return NONE;
    shelf.listing ??= sortedNames(shelf).map((name) => (shelf.cells.get(name) as Cell).object);
    return shelf.listing;
  }

  private shelfOf(namespace: string): Shelf {
    const known = this.shelves.get(namespace);
    if (known) return known;
    const shelf: Shelf = {
      cells: new Map(),
      names: [],
      added: [],
      hasGone: false,
      listing: undefined,
    };
    this.shelves.set(namespace, shelf);
    this.shelfOrder = [...this.shelves.keys()].sort((a, b) => (`${a}/` < `${b}/` ? -1 : 1));
    return shelf;
  }
}
