/** Whole texts as values, and values as streams of events. */
import { JsonError, JsonParser } from './json-parser.ts';
import { isArray, isObject, type Value } from './value.ts';

/** A text that holds one value; throws JsonError as `fromjson` words it. */
export function parseText(text: string): Value {
  const fail = (why: string): JsonError => new JsonError(`${why} (while parsing '${text}')`);
  try {
    const parser = new JsonParser(text);
    const value = parser.next();
    if (value === undefined) throw fail('Expected JSON value');
    if (parser.next() !== undefined) throw fail('Unexpected extra JSON values');
    return value;
  } catch (error) {
    if (!(error instanceof JsonError) || error.message.endsWith("')")) throw error;
    throw fail(error.message);
  }
}

/** A value as `--stream` tells it: `[path, leaf]`, and `[path]` where something closes. */
export function* eventsOf(value: Value, path: readonly Value[] = []): Generator<readonly Value[]> {
  const isEmpty = isArray(value) ? value.length === 0 : isObject(value) ? value.size === 0 : true;
  if (isEmpty) {
    yield [path, value];
    return;
  }
  let last: Value = null;
  const entries = isArray(value) ? value.entries() : isObject(value) ? value.entries() : [];
  for (const [key, item] of entries) {
    for (const event of eventsOf(item, [...path, key])) {
      const isOwn = event.length === 1 && isArray(event[0] ?? null);
      yield event;
      if (isOwn) continue;
    }
    last = key;
  }
  yield [[...path, last]];
}
