/** `--sort-by`. Mirrors kubectl pkg/cmd/get/sorter.go. */
import { compareQuantities, parseQuantity, type Quantity } from '#apimachinery/quantity.ts';
import { KubectlError } from '../errors.ts';
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
  throw new KubectlError(
    typeof left === 'object' || typeof left === 'boolean'
      ? `unsortable type: ${goTypeName(left)}`
      : 'unsortable interface: interface',
  );
}

const goTypeName = (value: unknown): string => {
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
};

/** Objects in order of a field; those without it come first. Refuses a field that none has. */
export function sortBy<T>(
  items: readonly T[],
  expression: string,
  objectOf: (item: T) => unknown,
): readonly T[] {
  const field = relaxed(expression);
  const path = parsed(field);
  const keyed = items.map((item) => {
    const results = findResults(path, objectOf(item), { allowMissingKeys: true });
    return { item, found: (results[0]?.length ?? 0) > 0, key: results[0]?.[0] };
  });
  if (keyed.length > 0 && !keyed.some(({ found }) => found))
    throw new KubectlError(`couldn't find any field with path "${field}" in the list of objects`);
  return keyed
    .sort((a, b) => {
      if (!a.found || !b.found) return Number(a.found) - Number(b.found);
      if (isLess(a.key, b.key)) return -1;
      return isLess(b.key, a.key) ? 1 : 0;
    })
    .map(({ item }) => item);
}

function relaxed(expression: string): string {
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
