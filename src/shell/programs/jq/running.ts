/** A filter that runs, as its parts and the builtins see it. */
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

/** A way into a value and what stands there: a result that is something else has left the way. */
export interface Way {
  readonly keys: readonly Value[];
  readonly at: Value;
}

export interface Item {
  readonly value: Value;
  readonly way: Way | undefined;
}

export type Items = Generator<Item, void, void>;

/** What filters reach beyond their input. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  /** ms since 1970. */
  now(): number;
  /** The next input; undefined at the end. */
  input(): Value | undefined;
  readonly fileName: string | null;
  readonly line: number;
  /** Standard error. */
  warn(text: string): void;
}

/** Runs filters. */
export interface Runner {
  readonly surroundings: Surroundings;
  /** Results of a filter on a value. */
  values(node: Node, scope: Scope, value: Value): Generator<Value, void, void>;
  /** The paths a filter leads to. */
  paths(node: Node, scope: Scope, value: Value): Generator<readonly Value[], void, void>;
  /** Results with their ways. */
  run(node: Node, scope: Scope, item: Item): Items;
  /** The way to a path below an item. */
  follow(item: Item, path: Value): Item;
  deletePaths(value: Value, paths: Value): Value;
}
