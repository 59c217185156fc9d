/** Values that get a name: `as`, `reduce`, `foreach`. */
import { bindPattern, namesIn } from './bind-pattern.ts';
import { FilterError } from './errors.ts';
import type { Item, Items, Runner } from './running.ts';
import type { Scope } from './scope.ts';
import type { Node, Pattern } from './syntax.ts';
import type { Value } from './value.ts';

/** Each way to bind a value; with several patterns, the next one where the body fails. */
export function* bind(
  runner: Runner,
  node: Extract<Node, { kind: 'bind' }>,
  scope: Scope,
  item: Item,
): Items {
  for (const value of runner.values(node.source, scope, item.value)) {
    yield* tryPatterns(runner, node.patterns, value, scope, item, (inner) =>
      runner.run(node.body, inner, item),
    );
  }
}

function* tryPatterns(
  runner: Runner,
  patterns: readonly Pattern[],
  value: Value,
  scope: Scope,
  item: Item,
  body: (scope: Scope) => Items,
): Items {
  const base =
    patterns.length < 2
      ? scope
      : namesIn(patterns).reduce((inner, name) => inner.withVariable(name, null), scope);
  for (const [at, pattern] of patterns.entries()) {
    try {
      for (const inner of bindPattern(runner, pattern, value, base, item.value)) yield* body(inner);
      return;
    } catch (error) {
      if (!(error instanceof FilterError) || at === patterns.length - 1) throw error;
    }
  }
}

/** `reduce` and `foreach`: a state that each value changes. */
export function* fold(
  runner: Runner,
  node: Extract<Node, { kind: 'reduce' | 'foreach' }>,
  scope: Scope,
  item: Item,
): Items {
  for (const init of runner.run(node.init, scope, item)) {
    let state: Item | undefined = init;
    for (const each of runner.values(node.source, scope, item.value)) {
      const found: Item[] = [];
      const bound = tryPatterns(runner, node.patterns, each, scope, item, (inner) =>
        turn(runner, node, inner, state ?? { value: null, way: init.way }, found),
      );
      if (node.kind === 'foreach') yield* bound;
      else for (const _ of bound);
      state = found.at(-1) ?? (node.kind === 'foreach' ? state : { value: null, way: undefined });
    }
    if (node.kind === 'reduce') yield state;
  }
}

/** One turn of a fold: its new states go to `found`, what it says comes out. */
function* turn(
  runner: Runner,
  node: Extract<Node, { kind: 'reduce' | 'foreach' }>,
  scope: Scope,
  state: Item,
  found: Item[],
): Items {
  for (const next of runner.run(node.update, scope, state)) {
    found.push(next);
    if (node.kind === 'reduce') continue;
    if (node.extract) yield* runner.run(node.extract, scope, next);
    else yield next;
  }
}
