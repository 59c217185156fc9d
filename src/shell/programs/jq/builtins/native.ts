/** What a builtin written in TypeScript is. */
import type { Item, Items, Runner } from '../running.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Value } from '../value.ts';

/** A call of a builtin whose arguments are filters. */
export interface Call {
  readonly evaluator: Runner;
  readonly args: readonly Node[];
  readonly scope: Scope;
  readonly item: Item;
}

export type Native =
  /** A plain function of its input and the values of its arguments. */
  | { readonly kind: 'plain'; readonly of: (input: Value, ...args: readonly Value[]) => Value }
  | { readonly kind: 'filter'; readonly run: (call: Call) => Items };

/** `name/arguments` ⇒ builtin. */
export type Natives = readonly (readonly [name: string, native: Native])[];

export const plain = (
  name: string,
  of: (input: Value, ...args: readonly Value[]) => Value,
): Natives[number] => [name, { kind: 'plain', of }];

export const filter = (name: string, run: (call: Call) => Items): Natives[number] => [
  name,
  { kind: 'filter', run },
];
