/** JSON patch (RFC 6902) with the refusals of evanphx/json-patch v4, which name the place. */
import { isEqual } from '#apimachinery/equality.ts';
import { KubectlError } from '../../errors.ts';

type Value = unknown;
type MapValue = Record<string, Value>;
type Container = MapValue | Value[];

export type Operation = Readonly<Record<string, Value>>;

const isMap = (value: Value): value is MapValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isContainer = (value: Value): value is Container => Array.isArray(value) || isMap(value);
const refuse = (message: string): never => {
  throw new KubectlError(message);
};
const decoded = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
const missing = 'missing value';

/** The container a pointer ends in, and the last part. */
function findPlace(document: Value, path: string): { in: Container; key: string } | undefined {
  const parts = path.split('/');
  if (parts.length < 2) return undefined;
  let at: Value = document;
  for (const part of parts.slice(1, -1).map(decoded)) {
    if (Array.isArray(at)) at = /^-?\d+$/.test(part) ? at.at(Number(part)) : undefined;
    else at = isMap(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }
  return isContainer(at) ? { in: at, key: decoded(parts.at(-1) ?? '') } : undefined;
}

/** Go's strconv.Atoi. */
const indexOf = (key: string, refused: (why: string) => never): number =>
  /^[-+]?\d+$/.test(key)
    ? Number(key)
    : refused(`strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);

const badIndex = (index: number): string =>
  `Unable to access invalid index: ${index}: invalid index referenced`;

/** Index of an element that is there; below 0 counts from the end. */
function placeIn(list: readonly Value[], key: string, refused: (why: string) => never): number {
  const index = indexOf(key, refused);
  if (index >= list.length || index < -list.length) return refused(badIndex(index));
  return index < 0 ? index + list.length : index;
}

function valueIn(container: Container, key: string, refused: (why: string) => never): Value {
  if (Array.isArray(container)) return container[placeIn(container, key, refused)];
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

function addTo(
  container: Container,
  key: string,
  value: Value,
  refused: (why: string) => never,
): void {
  if (!Array.isArray(container)) container[key] = value;
  else if (key === '-') container.push(value);
  else {
    const index = indexOf(key, (why) =>
      refused(`value was not a proper array index: '${key}': ${why}`),
    );
    const size = container.length + 1;
    if (index >= size || index < -size) refused(badIndex(index));
    container.splice(index < 0 ? index + size : index, 0, value);
  }
}

function removeFrom(container: Container, key: string, refused: (why: string) => never): void {
  if (Array.isArray(container)) {
    container.splice(placeIn(container, key, refused), 1);
    return;
  }
  if (!Object.hasOwn(container, key))
    refused(`Unable to remove nonexistent key: ${key}: ${missing}`);
  delete container[key];
}

const isText = (value: Value): value is string => typeof value === 'string';
const pathOf = (operation: Operation, kind: string): string =>
  isText(operation['path'])
    ? operation['path']
    : refuse(
        kind === 'add' || kind === 'remove'
          ? `${kind} operation failed to decode path: ${missing}`
          : `${kind} operation failed to decode path: operation missing path field: ${missing}`,
      );
const fromOf = (operation: Operation, kind: string): string =>
  isText(operation['from'])
    ? operation['from']
    : refuse(`${kind} operation failed to decode from: operation, missing from field: ${missing}`);

type Deed = (document: Value, operation: Operation) => Value;

const add: Deed = (document, operation) => {
  const path = pathOf(operation, 'add');
  const place = findPlace(document, path);
  if (!place)
    return refuse(`add operation does not apply: doc is missing path: "${path}": ${missing}`);
  addTo(place.in, place.key, operation['value'] ?? null, (why) =>
    refuse(`error in add for path: '${path}': ${why}`),
  );
  return document;
};

const remove: Deed = (document, operation) => {
  const path = pathOf(operation, 'remove');
  const place = findPlace(document, path);
  if (!place)
    return refuse(`remove operation does not apply: doc is missing path: "${path}": ${missing}`);
  removeFrom(place.in, place.key, (why) => refuse(`error in remove for path: '${path}': ${why}`));
  return document;
};

const replace: Deed = (document, operation) => {
  const path = pathOf(operation, 'replace');
  const value = operation['value'] ?? null;
  if (path === '')
    return isContainer(value)
      ? value
      : refuse('replace operation value must be object or array: %!w(<nil>)');
  const place = findPlace(document, path);
  if (!place)
    return refuse(`replace operation does not apply: doc is missing path: ${path}: ${missing}`);
  if (Array.isArray(place.in))
    place.in[
      placeIn(place.in, place.key, () =>
        refuse(`replace operation does not apply: doc is missing key: ${path}: ${missing}`),
      )
    ] = value;
  else place.in[place.key] = value;
  return document;
};

const move: Deed = (document, operation) => {
  const from = fromOf(operation, 'move');
  const source = findPlace(document, from);
  if (!source)
    return refuse(`move operation does not apply: doc is missing from path: ${from}: ${missing}`);
  const refused = (why: string): never => refuse(`error in move for path: '${source.key}': ${why}`);
  const value = valueIn(source.in, source.key, refused);
  removeFrom(source.in, source.key, refused);
  const path = pathOf(operation, 'move');
  const place = findPlace(document, path);
  if (!place)
    return refuse(
      `move operation does not apply: doc is missing destination path: ${path}: ${missing}`,
    );
  addTo(place.in, place.key, value, (why) => refuse(`error in move for path: '${path}': ${why}`));
  return document;
};

const copy: Deed = (document, operation) => {
  const from = fromOf(operation, 'copy');
  const source = findPlace(document, from);
  if (!source)
    return refuse(`copy operation does not apply: doc is missing from path: ${from}: ${missing}`);
  const value = valueIn(source.in, source.key, (why) =>
    refuse(`error in copy for from: '${from}': ${why}`),
  );
  const path = pathOf(operation, 'copy');
  const place = findPlace(document, path);
  if (!place)
    return refuse(
      `copy operation does not apply: doc is missing destination path: ${path}: ${missing}`,
    );
  addTo(place.in, place.key, copyOf(value ?? null), (why) =>
    refuse(`error while adding value during copy: ${why}`),
  );
  return document;
};

const test: Deed = (document, operation) => {
  const path = pathOf(operation, 'test');
  const failed = (): never => refuse(`testing value ${path} failed: test failed`);
  const wanted = operation['value'] ?? null;
  if (path === '') return isEqual(document, wanted) ? document : failed();
  const place = findPlace(document, path);
  if (!place) return refuse(`test operation does not apply: is missing path: ${path}: ${missing}`);
  const found = valueIn(place.in, place.key, (why) =>
    refuse(`error in test for path: '${path}': ${why}`),
  );
  return isEqual(found ?? null, wanted) ? document : failed();
};

const deeds: Readonly<Record<string, Deed>> = { add, remove, replace, move, copy, test };

const copyOf = (value: Value): Value => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)]));
};

/** `document` after the operations. */
export function applyOperations(document: Value, operations: readonly Operation[]): Value {
  return operations.reduce<Value>((at, operation) => {
    const kind = isText(operation['op']) ? operation['op'] : 'unknown';
    const deed = Object.hasOwn(deeds, kind) ? deeds[kind] : undefined;
    return deed ? deed(at, copyOf(operation) as Operation) : refuse(`Unexpected kind: ${kind}`);
  }, copyOf(document));
}

/** The operations of a decoded patch; undefined when it is no list of maps. */
export const operationsOf = (value: Value): readonly Operation[] | undefined =>
  value === null || (Array.isArray(value) && value.every((one) => isMap(one) || one === null))
    ? ((value ?? []) as readonly Operation[])
    : undefined;
