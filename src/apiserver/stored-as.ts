/** Kinds that are stored as another kind: their objects are converted on the way in and out. */
import type { StoreEvent, WriteOptions } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind, type StoredAs } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';

/** What each stored object looks like to each kind it is shown as: converted once. */
const shown = new WeakMap<Kind, WeakMap<KubeObject, KubeObject>>();

function memoryOf(kind: Kind): WeakMap<KubeObject, KubeObject> {
  const known = shown.get(kind);
  if (known) return known;
  const memory = new WeakMap<KubeObject, KubeObject>();
  shown.set(kind, memory);
  return memory;
}

/** A stored object as `kind` shows it: itself for kinds with a table of their own. */
export function shownAs(kind: Kind, stored: KubeObject): KubeObject {
  const { storedAs } = kind;
  if (!storedAs) return stored;
  const memory = memoryOf(kind);
  const known = memory.get(stored);
  if (known) return known;
  const object = {
    ...storedAs.fromStored(stored),
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  };
  memory.set(stored, object);
  return object;
}

/** A change as `kind` shows it. */
export const eventAs = (kind: Kind, event: StoreEvent): StoreEvent => ({
  ...event,
  kind,
  object: shownAs(kind, event.object),
  previous: event.previous && shownAs(kind, event.previous),
});

/** An object on its way in, as it is stored. */
export const storedForm = ({ kind, toStored }: StoredAs, object: KubeObject): KubeObject => ({
  ...toStored(object),
  apiVersion: apiVersionOf(kind),
  kind: kind.kind,
});

/** Options of a write that goes on as another kind. */
export const spokenAs = (kind: Kind, options: WriteOptions | undefined): WriteOptions => ({
  ...options,
  spokenKind: kind,
});
