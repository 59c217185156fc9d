/** The kinds that are served: those built in, and those that definitions make. */
import { type Kind, kindKey, withTables } from '#apimachinery/kind.ts';
import type { Store } from '../store.ts';
import type { CustomKinds } from './kinds.ts';

export interface CustomKindRegistry {
  kinds(): readonly Kind[];
  eachKind(listener: (kind: Kind) => void): void;
  /** Serves the kinds of the definition of that name in place of what it made before. */
  serve(definition: string, made: CustomKinds): void;
  /** Serves nothing of a definition any more. */
  withdraw(definition: string): void;
  made(definition: string): CustomKinds | undefined;
}

/** Begins with the kinds built in; a change makes a new list, so that it can be remembered by identity. */
export function createCustomKinds(store: Store, builtIn: readonly Kind[]): CustomKindRegistry {
  const made = new Map<string, CustomKinds>();
  const listeners: ((kind: Kind) => void)[] = [];
  /** Whoever watches a kind goes on doing so when it comes back. */
  const told = new Set(withTables(builtIn).map(kindKey));
  let all = builtIn;

  const relist = (): void => {
    all = [...builtIn, ...[...made.values()].flatMap(({ served }) => served)];
  };

  return {
    kinds: () => all,
    eachKind: (listener) => {
      listeners.push(listener);
      for (const kind of withTables(builtIn)) listener(kind);
      for (const { stored } of made.values()) listener(stored);
    },
    made: (definition) => made.get(definition),
    serve: (definition, kinds) => {
      const before = made.get(definition)?.stored;
      const isMoved = before && kindKey(before) !== kindKey(kinds.stored);
      store.addTable(kinds.stored, isMoved ? before : undefined);
      made.set(definition, kinds);
      relist();
      const key = kindKey(kinds.stored);
      if (told.has(key)) return;
      told.add(key);
      for (const listener of listeners) listener(kinds.stored);
    },
    withdraw: (definition) => {
      const known = made.get(definition);
      if (!known) return;
      store.dropTable(known.stored);
      made.delete(definition);
      relist();
    },
  };
}
