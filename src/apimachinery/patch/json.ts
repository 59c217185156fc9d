/** JSON patch (RFC 6902), with the refusals of the library upstream uses (evanphx/json-patch). */
import { immutableJSONPatch, type JSONPatchDocument } from 'immutable-json-patch';
import { isEqual } from '../equality.ts';
import type { Json } from '../object.ts';
import { isJsonObject } from './merge.ts';
import { PatchError } from './patch-error.ts';

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

/** 422, and in words that tell nobody what was wrong: upstream's. */
const rejected = (): PatchError =>
  new PatchError('the server rejected our request due to an error in our request', false);

const pointerParts = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function childOf(at: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(at))
    return /^\d+$/.test(key) ? (at[Number(key)] as Json | undefined) : undefined;
  return isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
}

/** What a pointer points at; undefined when there is nothing. */
function valueAt(document: Json, path: string): Json | undefined {
  let at: Json | undefined = document;
  for (const key of pointerParts(path)) at = childOf(at, key);
  return at;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Whether an index may be inserted at. */
function isPlace(parent: Json, key: string): boolean {
  if (!Array.isArray(parent)) return isJsonObject(parent);
  return key === '-' || (/^\d+$/.test(key) && Number(key) <= parent.length);
}

function check(document: Json, { op, path, from, value }: Operation): void {
  const isThere = valueAt(document, path) !== undefined;
  const needsTarget = op === 'remove' || op === 'replace';
  const parent = path === '' ? document : valueAt(document, parentOf(path));
  const key = pointerParts(path).at(-1) ?? '';
  if (needsTarget && !isThere) throw rejected();
  if ((op === 'add' || op === 'move' || op === 'copy') && path !== '') {
    if (parent === undefined || !isPlace(parent, key)) throw rejected();
  }
  if ((op === 'move' || op === 'copy') && valueAt(document, from ?? '') === undefined) {
    throw rejected();
  }
  if (op === 'test' && !isEqual(valueAt(document, path) ?? null, value ?? null)) {
    throw rejected();
  }
}

function isOperation(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { op, path } = value as { readonly op?: Json; readonly path?: Json };
  if (typeof op !== 'string' || !OPERATIONS.includes(op) || typeof path !== 'string') return false;
  return !pointerParts(path).includes('__proto__');
}

/** `document` after a list of operations: all of them, or none. */
export function applyJsonPatch(document: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    const word = isJsonObject(patch) ? 'object' : typeof patch;
    throw new PatchError(
      `error decoding patch: json: cannot unmarshal ${word} into Go value of type jsonpatch.Patch`,
      true,
    );
  }
  let next = document;
  for (const operation of patch as readonly Json[]) {
    if (!isOperation(operation)) throw rejected();
    const one = operation as unknown as Operation;
    check(next, one);
    if (one.op === 'test') continue;
    next = immutableJSONPatch(next, [operation] as unknown as JSONPatchDocument) as Json;
  }
  return next;
}
