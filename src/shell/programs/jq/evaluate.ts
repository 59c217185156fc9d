/**
 * Runs filters: each gives its results one after another. Where paths are wanted, every result carries
 * the way to it and what stands at its end. Mirrors jq 1.6 src/execute.c.
 */
import { deletePaths, getPath, pathOf } from './access.ts';
import { operate } from './arithmetic.ts';
import { call } from './call.ts';
import { BreakJump, described, FilterError } from './errors.ts';
import { bind, fold } from './fold.ts';
import { format } from './formats.ts';
import { printShort } from './print.ts';
import type { Item, Items, Runner, Surroundings } from './running.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { through } from './through.ts';
import { sortedPaths, update } from './update.ts';
import { isTruthy, type Value } from './value.ts';
import { eachOf, index, isOnWay, slice } from './way.ts';

/** A filter that asks for more than so many steps without an end is stopped. */
const MAX_STEPS = 40_000_000;

export class Evaluator implements Runner {
  readonly surroundings: Surroundings;
  #steps = 0;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** Results of a filter on a value. */
  *values(node: Node, scope: Scope, value: Value): Generator<Value, void, void> {
    for (const item of this.run(node, scope, { value, way: undefined })) yield item.value;
  }

  /** The paths a filter leads to. */
  *paths(node: Node, scope: Scope, value: Value): Generator<readonly Value[], void, void> {
    for (const item of this.run(node, scope, { value, way: { keys: [], at: value } })) {
      if (!isOnWay(item))
        throw new FilterError(`Invalid path expression with result ${printShort(item.value, 30)}`);
      yield item.way?.keys ?? [];
    }
  }

  *run(node: Node, scope: Scope, item: Item): Items {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS)
      throw new FilterError('stopped: the filter does not come to an end');
    const other = (value: Value): Item => ({ value, way: item.way });
    switch (node.kind) {
      case 'identity':
        yield item;
        return;
      case 'literal':
        yield other(node.value);
        return;
      case 'pipe':
        yield* through(this.run(node.left, scope, item), (each) =>
          this.run(node.right, scope, each),
        );
        return;
      case 'comma':
        yield* this.run(node.left, scope, item);
        yield* this.run(node.right, scope, item);
        return;
      case 'index':
        yield* index(this, node, scope, item);
        return;
      case 'slice':
        yield* slice(this, node, scope, item);
        return;
      case 'each':
        yield* through(this.run(node.term, scope, item), (each) => eachOf(each, node.optional));
        return;
      case 'call':
        yield* call(this, node, scope, item);
        return;
      case 'variable':
        yield other(this.#variable(node.name, scope));
        return;
      case 'array': {
        const items: Value[] = [];
        if (node.items)
          for (const value of this.values(node.items, scope, item.value)) items.push(value);
        yield other(items);
        return;
      }
      case 'object':
        yield* this.#object(node.entries, scope, item, new Map());
        return;
      case 'if':
        for (const test of this.values(node.test, scope, item.value)) {
          yield* this.run(isTruthy(test) ? node.then : node.otherwise, scope, item);
        }
        return;
      case 'bind':
        yield* bind(this, node, scope, item);
        return;
      default:
        yield* this.#rest(node, scope, item);
    }
  }

  *#rest(node: Node, scope: Scope, item: Item): Items {
    const other = (value: Value): Item => ({ value, way: item.way });
    switch (node.kind) {
      case 'binary':
        for (const right of this.values(node.right, scope, item.value)) {
          for (const left of this.values(node.left, scope, item.value)) {
            yield other(operate(node.operator, left, right));
          }
        }
        return;
      case 'and':
      case 'or':
        for (const left of this.values(node.left, scope, item.value)) {
          if (isTruthy(left) === (node.kind === 'or')) yield other(node.kind === 'or');
          else
            for (const right of this.values(node.right, scope, item.value))
              yield other(isTruthy(right));
        }
        return;
      case 'negate':
        for (const value of this.values(node.term, scope, item.value)) {
          if (typeof value !== 'number')
            throw new FilterError(`${described(value)} cannot be negated`);
          yield other(-value);
        }
        return;
      case 'alternative':
        yield* this.#alternative(node.left, node.right, scope, item);
        return;
      case 'try':
        yield* this.#try(node.body, node.handler, scope, item);
        return;
      case 'reduce':
      case 'foreach':
        yield* fold(this, node, scope, item);
        return;
      case 'define':
        yield* this.run(node.rest, scope.withFunction(node.definition), item);
        return;
      case 'update':
        for (const value of update(this, node.operator, node.left, node.right, scope, item.value))
          yield other(value);
        return;
      case 'label':
        yield* this.#label(node.name, node.body, scope, item);
        return;
      case 'break': {
        const label = scope.label(node.name);
        throw label ? new BreakJump(label) : new FilterError('break');
      }
      case 'format':
        yield other(format(node.name, item.value));
        return;
      case 'string':
        for (const text of this.#string(
          node.parts,
          node.parts.length - 1,
          node.format,
          scope,
          item.value,
        ))
          yield other(text);
        return;
      default:
    }
  }

  #variable(name: string, scope: Scope): Value {
    const value = scope.variable(name);
    if (value !== undefined) return value;
    if (name === 'ENV') return new Map(Object.entries(this.surroundings.env));
    throw new FilterError(`$${name} is not defined`);
  }

  *#object(
    entries: readonly (readonly [Node, Node])[],
    scope: Scope,
    item: Item,
    done: ReadonlyMap<string, Value>,
  ): Items {
    const [entry, ...rest] = entries;
    if (!entry) {
      yield { value: done, way: item.way };
      return;
    }
    for (const key of this.values(entry[0], scope, item.value)) {
      for (const value of this.values(entry[1], scope, item.value)) {
        if (typeof key !== 'string')
          throw new FilterError(`Cannot use ${described(key)} as object key`);
        yield* this.#object(rest, scope, item, new Map(done).set(key, value));
      }
    }
  }

  /** The pieces from the first to the `last`-th: the first varies fastest. */
  *#string(
    parts: readonly (string | Node)[],
    last: number,
    name: string,
    scope: Scope,
    value: Value,
  ): Generator<string, void, void> {
    const part = parts[last];
    if (part === undefined) {
      yield '';
      return;
    }
    const pieces = typeof part === 'string' ? [part] : this.values(part, scope, value);
    for (const piece of pieces) {
      const text = typeof part === 'string' ? part : format(name, piece);
      for (const before of this.#string(parts, last - 1, name, scope, value)) yield before + text;
    }
  }

  *#alternative(left: Node, right: Node, scope: Scope, item: Item): Items {
    let isFound = false;
    for (const result of this.run(left, scope, item)) {
      if (!isTruthy(result.value)) continue;
      isFound = true;
      yield result;
    }
    if (!isFound) yield* this.run(right, scope, item);
  }

  *#try(body: Node, handler: Node | undefined, scope: Scope, item: Item): Items {
    try {
      yield* this.run(body, scope, item);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      if (error.value === null || !handler) return;
      yield* this.run(handler, scope, { value: error.value, way: item.way });
    }
  }

  *#label(name: string, body: Node, scope: Scope, item: Item): Items {
    const label = {};
    try {
      yield* this.run(body, scope.withLabel(name, label), item);
    } catch (error) {
      if (!(error instanceof BreakJump) || error.label !== label) throw error;
    }
  }

  /** The way to a path below an item. */
  follow(item: Item, path: Value): Item {
    const keys = pathOf(path);
    if (!isOnWay(item))
      throw new FilterError(`Invalid path expression with result ${printShort(item.value, 30)}`);
    const value = getPath(item.value, keys);
    return { value, way: item.way && { keys: [...item.way.keys, ...keys], at: value } };
  }

  deletePaths(value: Value, paths: Value): Value {
    return deletePaths(value, paths, sortedPaths);
  }
}
