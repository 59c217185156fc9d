/** Filters over filters: paths, ranges, errors, inputs. */
import { pathOf, setPath } from '../access.ts';
import { FilterError, HaltJump } from '../errors.ts';
import { print } from '../print.ts';
import type { Items } from '../running.ts';
import type { Value } from '../value.ts';
import { type Call, filter, type Natives, plain } from './native.ts';

/** Values that leave the way. */
function* given({ item }: Call, values: Iterable<Value>): Items {
  for (const value of values) yield { value, way: item.way };
}

function* range(from: Value, to: Value, by: Value): Generator<number, void, void> {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number') {
    throw new FilterError('Range bounds must be numeric');
  }
  if (by > 0) for (let at = from; at < to; at += by) yield at;
  else if (by < 0) for (let at = from; at > to; at += by) yield at;
  else if (from < to) for (;;) yield from;
}

/** The values of several arguments; the first is the outermost loop. */
function* product(call: Call, at = 0): Generator<readonly Value[], void, void> {
  const arg = call.args[at];
  if (!arg) {
    yield [];
    return;
  }
  for (const value of call.evaluator.values(arg, call.scope, call.item.value)) {
    for (const rest of product(call, at + 1)) yield [value, ...rest];
  }
}

function* ranges(call: Call): Items {
  for (const [from = null, to = null, by = 1] of product(call))
    yield* given(call, range(from, to, by));
}

function input({ evaluator }: Call): Value {
  const value = evaluator.surroundings.input();
  if (value === undefined) throw new FilterError('break');
  return value;
}

/** Without recursion: loops of any length. */
function* until({ evaluator, args: [test, update], scope, item }: Call): Items {
  if (!test || !update) return;
  const inner = function* inner(value: Value): Generator<Value, void, void> {
    for (const isOver of evaluator.values(test, scope, value)) {
      if (isOver !== null && isOver !== false) yield value;
      else {
        const [only, ...more] = [...evaluator.values(update, scope, value)];
        if (only === undefined) continue;
        pending.push(...[only, ...more].reverse());
      }
    }
  };
  const pending: Value[] = [item.value];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const done of inner(value)) yield { value: done, way: item.way };
  }
}

/** A value, then what a filter makes of it, and so on; depth first, without recursion. */
function* recurse({ evaluator, args: [step], scope, item }: Call, isFirst: boolean): Items {
  if (!step) return;
  if (isFirst) yield item;
  const open = [evaluator.run(step, scope, item)];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.next();
    if (next.done) open.pop();
    else {
      yield next.value;
      open.push(evaluator.run(step, scope, next.value));
    }
  }
}

/** `error`: a null passes silently, as in 1.6. */
function refuse(call: Call): Items {
  const { value } = call.item;
  if (value !== null) throw new FilterError(value);
  return given(call, []);
}

function haltWith(value: Value, status: Value): never {
  if (typeof status !== 'number') throw new FilterError('halt_error/1: number required');
  throw new HaltJump(status, value);
}

export const paths: Natives = [
  filter('empty/0', (call) => given(call, [])),
  filter('error/0', (call) => refuse(call)),
  filter('path/1', function* path(call) {
    const {
      evaluator,
      args: [arg],
      scope,
      item,
    } = call;
    if (arg) yield* given(call, evaluator.paths(arg, scope, item.value));
  }),
  filter('getpath/1', function* getpath({ evaluator, args: [arg], scope, item }) {
    if (!arg) return;
    for (const path of evaluator.values(arg, scope, item.value)) yield evaluator.follow(item, path);
  }),
  plain('setpath/2', (value, path = null, item = null) => setPath(value, pathOf(path), item)),
  filter('delpaths/1', function* delpaths(call) {
    const {
      evaluator,
      args: [arg],
      scope,
      item,
    } = call;
    if (!arg) return;
    for (const list of evaluator.values(arg, scope, item.value)) {
      yield* given(call, [evaluator.deletePaths(item.value, list)]);
    }
  }),
  filter('recurse/1', (call) => recurse(call, true)),
  filter('repeat/1', (call) => recurse(call, false)),
  filter('range/2', ranges),
  filter('range/3', ranges),
  filter('until/2', until),
  filter('input/0', function* one(call) {
    yield* given(call, [input(call)]);
  }),
  filter('inputs/0', function* all(call) {
    for (;;) {
      const value = call.evaluator.surroundings.input();
      if (value === undefined) return;
      yield* given(call, [value]);
    }
  }),
  filter('debug/0', function* debug({ evaluator, item }) {
    evaluator.surroundings.warn(`${print(['DEBUG:', item.value])}\n`);
    yield item;
  }),
  filter('stderr/0', function* stderr({ evaluator, item }) {
    evaluator.surroundings.warn(print(item.value));
    yield item;
  }),
  filter('input_filename/0', function* name(call) {
    yield* given(call, [call.evaluator.surroundings.fileName]);
  }),
  filter('input_line_number/0', function* line(call) {
    yield* given(call, [call.evaluator.surroundings.line]);
  }),
  filter('now/0', function* now(call) {
    yield* given(call, [call.evaluator.surroundings.now() / 1000]);
  }),
  plain('halt/0', () => {
    throw new HaltJump(0);
  }),
  plain('halt_error/1', (value, status = null) => haltWith(value, status)),
];
