/** Calls of functions. */
import { type Native, natives } from './builtins/index.ts';
import { FilterError } from './errors.ts';
import type { Item, Items, Runner } from './running.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

/** `name(args)`: an argument, a function, or a builtin. */
export function* call(
  runner: Runner,
  node: Extract<Node, { kind: 'call' }>,
  scope: Scope,
  item: Item,
): Items {
  const { name, args } = node;
  const found = scope.call(name, args.length);
  if (found?.kind === 'argument') {
    yield* runner.run(found.closure.node, found.closure.scope, item);
    return;
  }
  if (!found) {
    const native = natives.get(`${name}/${args.length}`);
    if (!native) throw new FilterError(`${name}/${args.length} is not defined`);
    yield* callNative(runner, native, args, scope, item);
    return;
  }
  const { definition, home } = found;
  yield* enter(runner, definition.params, args, scope, home, item, definition.body);
}

/** A function's body, for each value of its `$parameters`. */
function* enter(
  runner: Runner,
  params: readonly string[],
  args: readonly Node[],
  caller: Scope,
  inner: Scope,
  item: Item,
  body: Node,
): Items {
  const [param, ...rest] = params;
  const [arg, ...more] = args;
  if (param === undefined || arg === undefined) {
    yield* runner.run(body, inner, item);
    return;
  }
  const name = param.replace(/^\$/, '');
  const closure = { node: arg, scope: caller };
  if (param === name) {
    yield* enter(runner, rest, more, caller, inner.withArgument(name, closure), item, body);
    return;
  }
  for (const value of runner.values(arg, caller, item.value)) {
    const literal: Node = { kind: 'literal', value };
    const bound = inner
      .withArgument(name, { node: literal, scope: caller })
      .withVariable(name, value);
    yield* enter(runner, rest, more, caller, bound, item, body);
  }
}

function* callNative(
  runner: Runner,
  native: Native,
  args: readonly Node[],
  scope: Scope,
  item: Item,
): Items {
  if (native.kind === 'filter') {
    yield* native.run({ evaluator: runner, args, scope, item });
    return;
  }
  for (const values of combinations(runner, args, args.length - 1, scope, item.value)) {
    yield { value: native.of(item.value, ...values), way: item.way };
  }
}

/** The arguments of a plain function: the first varies fastest. */
function* combinations(
  runner: Runner,
  args: readonly Node[],
  last: number,
  scope: Scope,
  value: Value,
): Generator<readonly Value[], void, void> {
  const arg = args[last];
  if (!arg) {
    yield [];
    return;
  }
  for (const own of runner.values(arg, scope, value)) {
    for (const before of combinations(runner, args, last - 1, scope, value)) yield [...before, own];
  }
}
