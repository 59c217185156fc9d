/** JSON merge patch (RFC 7386): null removes, objects merge, all else replaces. */

import type { Json, JsonObject } from '../object.ts';
import { valueWord } from '../schema-go-words.ts';
import { PatchError } from './patch-error.ts';

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets a key as data, whatever its name (`__proto__` too). */
export function setKey(record: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(record, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** `a` with `patch` merged in; `a` itself where nothing changes. */
function mergeJson(a: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const before: JsonObject = isJsonObject(a) ? a : {};
  const merged: Record<string, Json> = { ...before };
  let isChanged = !isJsonObject(a);
  for (const [key, value] of Object.entries(patch)) {
    const has = Object.hasOwn(before, key);
    if (value === null) {
      if (has) delete merged[key];
      isChanged ||= has;
      continue;
    }
    const next = mergeJson(has ? before[key] : undefined, value);
    if (has && next === before[key]) continue;
    setKey(merged, key, next);
    isChanged = true;
  }
  return isChanged ? merged : before;
}

/** `document` after a merge patch. */
export function applyMergePatch(document: Json, patch: Json): Json {
  if (patch === null) throw new PatchError('Invalid JSON Patch', 400);
  if (!isJsonObject(patch)) throw unmarshalError(patch, 'error decoding patch: ');
  return mergeJson(document, patch);
}

/** `json: cannot unmarshal string into Go value of type map[string]interface {}` */
export function unmarshalError(value: Json | undefined, before = ''): PatchError {
  if (value === undefined) return new PatchError(`${before}unexpected end of JSON input`, 400);
  const word = valueWord(value);
  return new PatchError(
    `${before}json: cannot unmarshal ${word} into Go value of type map[string]interface {}`,
    400,
  );
}
