/** Steps into values: `.a`, `.[1]`, `.[1:2]`, `.[]`, with the way kept. */
import { getKey } from './access.ts';
import { described, FilterError } from './errors.ts';
import { printShort } from './print.ts';
import type { Item, Items, Runner } from './running.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { through } from './through.ts';
import { isArray, isObject, type Value } from './value.ts';

/** Whether a result still is what stands at the end of its way. */
export const isOnWay = ({ value, way }: Item): boolean =>
  way === undefined || Object.is(value, way.at);

/** One step further on the way. */
function step(item: Item, key: Value, optional: boolean): Item | undefined {
  if (!isOnWay(item)) {
    const where = printShort(item.value, 30);
    throw new FilterError(
      `Invalid path expression near attempt to access element ${printShort(key, 15)} of ${where}`,
    );
  }
  try {
    const value = getKey(item.value, key);
    return { value, way: item.way && { keys: [...item.way.keys, key], at: value } };
  } catch (error) {
    if (optional && error instanceof FilterError) return undefined;
    throw error;
  }
}

/** `term[key]`, `.name` */
export function* index(
  runner: Runner,
  node: Extract<Node, { kind: 'index' }>,
  scope: Scope,
  item: Item,
): Items {
  for (const key of runner.values(node.key, scope, item.value)) {
    yield* through(runner.run(node.term, scope, item), (each) =>
      one(step(each, key, node.optional)),
    );
  }
}

/** `term[from:to]` */
export function* slice(
  runner: Runner,
  node: Extract<Node, { kind: 'slice' }>,
  scope: Scope,
  item: Item,
): Items {
  const ends = (end: Node | undefined): Iterable<Value> =>
    end ? runner.values(end, scope, item.value) : [null];
  for (const start of ends(node.from)) {
    for (const end of ends(node.to)) {
      const key = new Map([
        ['start', start],
        ['end', end],
      ]);
      yield* through(runner.run(node.term, scope, item), (each) =>
        one(step(each, key, node.optional)),
      );
    }
  }
}

function* one(item: Item | undefined): Items {
  if (item) yield item;
}

/** `term[]`: what is in a value. */
export function* eachOf(item: Item, optional: boolean): Items {
  const { value, way } = item;
  if (!isOnWay(item)) {
    throw new FilterError(
      `Invalid path expression near attempt to iterate through ${printShort(value, 30)}`,
    );
  }
  const entries = isArray(value) ? value.entries() : isObject(value) ? value.entries() : undefined;
  if (!entries) {
    if (optional) return;
    throw new FilterError(`Cannot iterate over ${described(value)}`);
  }
  for (const [key, inner] of entries) {
    yield { value: inner, way: way && { keys: [...way.keys, key], at: inner } };
  }
}
