/** Taking values apart: `. as [$a, {b: $c}]`. */
import { getKey } from './access.ts';
import { described, FilterError } from './errors.ts';
import type { Runner } from './running.ts';
import type { Scope } from './scope.ts';
import type { Pattern } from './syntax.ts';
import type { Value } from './value.ts';

/** Every variable some patterns bind. */
export const namesIn = (patterns: readonly Pattern[]): readonly string[] =>
  patterns.flatMap((pattern) => {
    if (pattern.kind === 'variable') return [pattern.name];
    if (pattern.kind === 'array') return namesIn(pattern.items);
    return pattern.entries.flatMap(({ variable, value }) => [
      ...(variable === undefined ? [] : [variable]),
      ...(value ? namesIn([value]) : []),
    ]);
  });

/** Each scope in which a pattern's variables have their parts of a value. `input` is what keys are asked of. */
export function* bindPattern(
  evaluator: Runner,
  pattern: Pattern,
  value: Value,
  scope: Scope,
  input: Value,
): Generator<Scope, void, void> {
  if (pattern.kind === 'variable') {
    yield scope.withVariable(pattern.name, value);
    return;
  }
  const parts =
    pattern.kind === 'array'
      ? pattern.items.map((item, at) => ({ key: at, value: item }))
      : pattern.entries;
  yield* bindParts(evaluator, parts, value, scope, input);
}

type Part =
  | { readonly key: number; readonly value: Pattern }
  | Extract<Pattern, { kind: 'object' }>['entries'][number];

function* bindParts(
  evaluator: Runner,
  parts: readonly Part[],
  value: Value,
  scope: Scope,
  input: Value,
): Generator<Scope, void, void> {
  const [part, ...rest] = parts;
  if (!part) {
    yield scope;
    return;
  }
  const keys: Iterable<Value> =
    typeof part.key === 'number' ? [part.key] : evaluator.values(part.key, scope, input);
  for (const key of keys) {
    if (typeof part.key !== 'number' && typeof key !== 'string') {
      throw new FilterError(`Cannot index ${described(value)} with ${described(key)}`);
    }
    const found = getKey(value, key);
    const named =
      'variable' in part && part.variable !== undefined
        ? scope.withVariable(part.variable, found)
        : scope;
    const inner = part.value ? bindPattern(evaluator, part.value, found, named, input) : [named];
    for (const bound of inner) yield* bindParts(evaluator, rest, value, bound, input);
  }
}
