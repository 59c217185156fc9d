/** A configuration merged into what there is. Mirrors structured-merge-diff typed/merge.go. */
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject, setKey } from '../merge.ts';
import { atomOf, elementOf, entryType, type ListAtom, type MapAtom } from './atom.ts';
import type { PathElement } from './path-element.ts';

const isNothing = (value: Json | undefined): boolean => {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
};

function mergeMaps(
  map: MapAtom,
  live: Json | undefined,
  config: Json | undefined,
): Json | undefined {
  const old: JsonObject = isJsonObject(live) ? live : {};
  const given: JsonObject = isJsonObject(config) ? config : {};
  const merged: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(given)])) {
    const type = entryType(map, key);
    const before = Object.hasOwn(old, key) ? old[key] : undefined;
    const after = Object.hasOwn(given, key) ? given[key] : undefined;
    const value = type ? mergeValues(before, after, type) : (after ?? before);
    if (value !== undefined) setKey(merged, key, value);
  }
  return Object.keys(merged).length > 0 ? merged : undefined;
}

interface Side {
  readonly elements: readonly PathElement[];
  readonly values: readonly Json[];
  /** The item of each step; undefined for one that is there twice. */
  readonly byElement: ReadonlyMap<PathElement, Json | undefined>;
}

function sideOf(list: ListAtom, value: Json | undefined): Side {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [];
  const elements = values.map((item) => elementOf(list, item));
  const byElement = new Map<PathElement, Json | undefined>();
  for (const [at, element] of elements.entries()) {
    byElement.set(element, byElement.has(element) ? undefined : values[at]);
  }
  return { elements, values, byElement };
}

/**
 * Items both have come in the order of the configuration, those only live has stay between the same
 * neighbours: live `[a, b, c]` and config `[c, new, a]` ⇒ `[b, c, new, a]`.
 */
class ListMerger {
  private readonly live: Side;
  private readonly config: Side;
  private readonly list: ListAtom;
  private readonly merged: Json[] = [];
  private readonly taken = new Set<PathElement>();
  private readonly shared: PathElement[];
  private liveAt = 0;
  private configAt = 0;

  constructor(list: ListAtom, live: Json | undefined, config: Json | undefined) {
    this.list = list;
    this.live = sideOf(list, live);
    this.config = sideOf(list, config);
    this.shared = this.config.elements.filter((element) => this.live.byElement.has(element));
  }

  private take(element: PathElement): void {
    this.taken.add(element);
    const { live, config, list } = this;
    this.add(live.byElement.get(element), config.byElement.get(element), list.items);
  }

  private add(live: Json | undefined, config: Json | undefined, items: FieldSchema): void {
    const value = mergeValues(live, config, items);
    if (value !== undefined) this.merged.push(value);
  }

  /** Whether the live item at hand is passed over, to come when the configuration reaches it. */
  private step(): void {
    const mine = this.live.elements[this.liveAt];
    const given = this.config.elements[this.configAt];
    if (mine !== undefined && given !== undefined) {
      if (mine === given) {
        this.take(mine);
        this.liveAt += 1;
        this.configAt += 1;
        this.shared.shift();
        return;
      }
      const wanted = this.shared[0];
      if (this.config.byElement.has(mine) && wanted !== undefined && wanted !== mine) {
        this.liveAt += 1;
        return;
      }
    }
    if (mine !== undefined && !this.config.byElement.has(mine)) {
      this.add(this.live.values[this.liveAt], undefined, this.list.items);
      this.liveAt += 1;
      return;
    }
    if (mine !== undefined && this.taken.has(mine)) this.liveAt += 1;
    if (given === undefined) return;
    this.take(given);
    this.configAt += 1;
    if (this.shared[0] === given) this.shared.shift();
  }

  merge(): Json | undefined {
    const { live, config } = this;
    while (this.liveAt < live.elements.length || this.configAt < config.elements.length) {
      const before = [this.liveAt, this.configAt].join();
      this.step();
      if ([this.liveAt, this.configAt].join() === before) break;
    }
    return this.merged.length > 0 ? this.merged : undefined;
  }
}

/** `config` laid over `live`; what only one of them says is kept. */
export function mergeValues(
  live: Json | undefined,
  config: Json | undefined,
  type: FieldSchema,
): Json | undefined {
  if (live === config || config === undefined) return live;
  const atom = atomOf(type, config);
  const isOtherKind = live !== undefined && atomOf(type, live).is !== atom.is;
  if (atom.is === 'scalar' || atom.isAtomic || isOtherKind) return config;
  if (isNothing(live) && isNothing(config)) return config;
  if (atom.is === 'list') return new ListMerger(atom, live, config).merge();
  return mergeMaps(atom, live, config);
}
