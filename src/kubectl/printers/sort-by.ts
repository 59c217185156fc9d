/** `--sort-by`. Mirrors kubectl pkg/cmd/get/sorter.go. */
import { goSort } from '#apimachinery/go/sort.ts';
import { compareQuantities, parseQuantity, type Quantity } from '#apimachinery/quantity.ts';
import { KubectlError } from '../errors.ts';
import type { KubectlHost } from '../host.ts';
import { klogLine } from '../klog.ts';
import { relaxedJsonPath } from './custom-columns.ts';
import { findResults } from './jsonpath/evaluate.ts';
import { parseJsonPath } from './jsonpath/parse.ts';

/** "250m" ⇒ its quantity; undefined for text that is none. */
function quantityOf(text: string): Quantity | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(text)
    ? parseQuantity(text)
    : undefined;
}

/** Less than, for what a path found in two objects. */
function isLess(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined) return right !== null && right !== undefined;
  if (right === null || right === undefined) return false;
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [quantityOf(left), quantityOf(right)];
    return a && b ? compareQuantities(a, b) < 0 : left < right;
  }
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  throw new Unsortable(
    typeof left === 'object' || typeof left === 'boolean'
      ? `unsortable type: ${goTypeName(left)}`
      : 'unsortable interface: interface',
  );
}

/** Values that have no order. */
class Unsortable extends Error {
  override name = 'Unsortable';
}

const goTypeName = (value: unknown): string => {
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
};

/** Where kubectl stands in its source when values have no order, and what it calls what it sorts. */
interface Place {
  readonly line: number;
  readonly type: string;
}

/** Objects in order of a field; those without it come first. Refuses a field that none has. */
function sortBy<T>(
  host: KubectlHost,
  items: readonly T[],
  field: string,
  objectOf: (item: T) => unknown,
  place: Place,
): readonly T[] {
  const path = parsed(field);
  const keyed = items.map((item) => {
    const results = findResults(path, objectOf(item), { allowMissingKeys: true });
    return { item, found: (results[0]?.length ?? 0) > 0, key: results[0]?.[0] };
  });
  if (keyed.length > 0 && !keyed.some(({ found }) => found))
    throw new KubectlError(`couldn't find any field with path "${field}" in the list of objects`);
  try {
    const sorted = goSort(keyed, (a, b) => !a.found || (b.found && isLess(a.key, b.key)));
    return sorted.map(({ item }) => item);
  } catch (error) {
    if (!(error instanceof Unsortable)) throw error;
    const text = `Field ${field} in ${place.type} is an unsortable type: interface, err: ${error.message}`;
    const line = klogLine(host, 'F', `sorter.go:${place.line}`, text);
    throw new KubectlError(line.trimEnd(), { plain: true });
  }
}

/** Whole objects by a field. */
export const sortObjects = <T>(
  host: KubectlHost,
  field: string,
  objects: readonly T[],
): readonly T[] =>
  sortBy(host, objects, relaxedJsonPath(field), (object) => object, {
    line: 329,
    type: '*unstructured.Unstructured',
  });

/** Rows of a table by a field of their objects. */
export const sortRows = <T extends { readonly object?: unknown }>(
  host: KubectlHost,
  field: string,
  rows: readonly T[],
): readonly T[] =>
  sortBy(host, rows, relaxed(field), ({ object }) => object, {
    line: 375,
    type: '[][][]reflect.Value',
  });

/** The path as JSONPath; as it stands when it is none. */
export function relaxed(expression: string): string {
  try {
    return relaxedJsonPath(expression);
  } catch (error) {
    if (error instanceof KubectlError) return expression;
    throw error;
  }
}

function parsed(field: string): ReturnType<typeof parseJsonPath> {
  try {
    return parseJsonPath(field);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`sorting error: ${error.message}`);
  }
}
