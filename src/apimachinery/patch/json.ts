/** JSON patch (RFC 6902), with the refusals of the library upstream uses (evanphx/json-patch). */
import { immutableJSONPatch, type JSONPatchDocument } from 'immutable-json-patch';
import { isEqual } from '../equality.ts';
import type { Json, JsonObject } from '../object.ts';
import { valueWord } from '../schema-go-words.ts';
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
  new PatchError('the server rejected our request due to an error in our request', 422);

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

const isContainer = (value: Json | undefined): boolean =>
  Array.isArray(value) || isJsonObject(value);

function checkSource(document: Json, op: string, from: string): void {
  const isThere = valueAt(document, from) !== undefined;
  // A key that an object lacks is copied as null.
  const mayLack = op === 'copy' && isJsonObject(valueAt(document, parentOf(from)));
  if (!isThere && !mayLack) throw rejected();
}

function check(document: Json, { op, path, from, value }: Operation): void {
  const isThere = valueAt(document, path) !== undefined;
  const parent = path === '' ? document : valueAt(document, parentOf(path));
  const key = pointerParts(path).at(-1) ?? '';
  if (!isContainer(parent)) throw rejected();
  if (op === 'remove' && !isThere) throw rejected();
  // An object takes a key it lacked.
  if (op === 'replace' && !isThere && !isJsonObject(parent)) throw rejected();
  if (op === 'replace' && path === '' && !isContainer(value)) throw rejected();
  if (['add', 'move', 'copy'].includes(op) && path !== '' && !isPlace(parent as Json, key)) {
    throw rejected();
  }
  if (op === 'move' || op === 'copy') checkSource(document, op, from ?? '');
  if (op === 'test' && !isEqual(valueAt(document, path) ?? null, value ?? null)) {
    throw rejected();
  }
}

function isOperation(value: JsonObject): boolean {
  const { op, path } = value as { readonly op?: Json; readonly path?: Json };
  if (typeof op !== 'string' || !OPERATIONS.includes(op) || typeof path !== 'string') return false;
  if (path !== '' && !path.startsWith('/')) return false;
  return !pointerParts(path).includes('__proto__');
}

/** The operation as the library is to carry it out: a key that an object lacks is added, and what is not said is null. */
function operationOn(document: Json, { op, path, from, value }: Operation): Operation {
  if (op === 'replace' && valueAt(document, path) === undefined) {
    return { op: 'add', path, value: value ?? null };
  }
  if (op === 'copy' && valueAt(document, from ?? '') === undefined) {
    return { op: 'add', path, value: null };
  }
  if (op === 'add' || op === 'replace') return { op, path, value: value ?? null };
  return from === undefined ? { op, path } : { op, path, from };
}

/** `/containers/-1` ⇒ `/containers/0` of one container: indexes below 0 count from the end. */
function counted(document: Json, operation: Operation): Operation {
  const { op, path } = operation;
  const list = valueAt(document, parentOf(path));
  const key = pointerParts(path).at(-1) ?? '';
  if (!Array.isArray(list) || !/^-[1-9]\d*$/.test(key) || op === 'move' || op === 'copy') {
    return operation;
  }
  const at = list.length + Number(key) + (op === 'add' ? 1 : 0);
  return { ...operation, path: `${parentOf(path)}/${at}` };
}

const MAX_OPERATIONS = 10_000;

const notDecoded = (value: Json, type: string): PatchError =>
  new PatchError(
    `error decoding patch: json: cannot unmarshal ${valueWord(value)} into Go value of type ${type}`,
    400,
  );

function operationsOf(patch: Json | undefined): readonly JsonObject[] {
  if (patch === undefined) {
    throw new PatchError('error decoding patch: unexpected end of JSON input', 400);
  }
  if (patch === null) return [];
  if (!Array.isArray(patch)) throw notDecoded(patch, '[]handlers.jsonPatchOp');
  const operations = patch as readonly Json[];
  if (operations.length > MAX_OPERATIONS) {
    throw new PatchError(
      `Request entity is too large: The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${operations.length}`,
      413,
    );
  }
  return operations.map((one) => {
    if (isJsonObject(one)) return one;
    throw notDecoded(one, 'handlers.jsonPatchOp');
  });
}

/** `document` after a list of operations: all of them, or none. */
export function applyJsonPatch(document: Json, patch: Json): Json {
  let next = document;
  for (const operation of operationsOf(patch)) {
    if (!isOperation(operation)) throw rejected();
    const one = counted(next, operation as unknown as Operation);
    check(next, one);
    if (one.op === 'test') continue;
    const asked = [operationOn(next, one)] as unknown as JSONPatchDocument;
    next = immutableJSONPatch(next, asked) as Json;
  }
  return next;
}
