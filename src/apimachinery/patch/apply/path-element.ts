/** One step of a path to a field, as fieldsV1 writes it: `f:spec`, `k:{"name":"web"}`, `v:"kubernetes"`. Mirrors structured-merge-diff fieldpath/element.go. */
import type { Json } from '../../object.ts';

/** Canonical text, so that equal steps are equal strings. */
export type PathElement = string;
export type Path = readonly PathElement[];

export const fieldElement = (name: string): PathElement => `f:${name}`;

/** `{protocol: "TCP", containerPort: 80}` ⇒ `k:{"containerPort":80,"protocol":"TCP"}` */
export const keyElement = (pairs: readonly (readonly [string, Json])[]): PathElement => {
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  const members = sorted.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `k:{${members.join(',')}}`;
};

export const valueElement = (value: Json): PathElement => `v:${JSON.stringify(value)}`;

const bodyOf = (element: PathElement): Json => JSON.parse(element.slice(2)) as Json;

/** The field a step names; undefined for steps into lists. */
export const fieldNameOf = (element: PathElement): string | undefined =>
  element.startsWith('f:') ? element.slice(2) : undefined;

/** `.spec`, `[name="web"]`, `[="kubernetes"]` */
function printElement(element: PathElement): string {
  const name = fieldNameOf(element);
  if (name !== undefined) return `.${name}`;
  if (element.startsWith('v:')) return `[=${element.slice(2)}]`;
  const pairs = Object.entries(bodyOf(element) as Readonly<Record<string, Json>>);
  return `[${pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** `.spec.containers[name="web"].image` */
export const printPath = (path: Path): string => path.map(printElement).join('');

/** Whether a text is a step that this version of fieldsV1 knows. */
export function isPathElement(text: string): boolean {
  if (text.startsWith('f:')) return true;
  if (!/^[kvi]:/.test(text)) return false;
  try {
    JSON.parse(text.slice(2));
    return true;
  } catch {
    return false;
  }
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
/** Numbers before texts before booleans, as upstream orders values. */
const RANKS: Readonly<Record<string, number>> = { number: 0, string: 1, boolean: 2 };

function compareValues(a: Json | undefined, b: Json | undefined): number {
  const byRank = (RANKS[typeof a] ?? 3) - (RANKS[typeof b] ?? 3);
  if (byRank !== 0) return byRank;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareTexts(String(a), String(b));
}

function compareKeys(a: Json, b: Json): number {
  const [left, right] = [a, b].map((one) => Object.entries(one as Readonly<Record<string, Json>>));
  for (const [at, [name, value]] of (left ?? []).entries()) {
    const other = right?.[at];
    if (!other) return 1;
    const order = compareTexts(name, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}

const KINDS = 'fkvi';

/** The order of steps in a set: fields by name, items by key, values. */
export function compareElements(a: PathElement, b: PathElement): number {
  if (a === b) return 0;
  const byKind = KINDS.indexOf(a.charAt(0)) - KINDS.indexOf(b.charAt(0));
  if (byKind !== 0) return byKind;
  if (a.startsWith('f:')) return compareTexts(a, b);
  const [left, right] = [bodyOf(a), bodyOf(b)];
  return a.startsWith('k:') ? compareKeys(left, right) : compareValues(left, right);
}
