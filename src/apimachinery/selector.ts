/** Label selectors: text ⇄ requirements ⇄ `LabelSelector` objects. Mirrors apimachinery pkg/labels/selector.go. */
import type { StringMap } from './object.ts';
import { ParseError } from './parse-error.ts';
import { parseRequirements } from './selector-parser.ts';
import { type Operator, type Requirement, requirement } from './selector-requirement.ts';

export type { Requirement } from './selector-requirement.ts';

/** `spec.selector` of a workload. */
export interface LabelSelectorObject {
  readonly matchLabels?: StringMap;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface Selector {
  /** Sorted by key. Empty: matches everything. */
  readonly requirements: readonly Requirement[];
  matches(labels: StringMap | undefined): boolean;
}

const NO_LABELS: StringMap = {};

function meets(requirement: Requirement, labels: StringMap): boolean {
  const { key, operator, values } = requirement;
  const has = Object.hasOwn(labels, key);
  const value = has ? (labels[key] ?? '') : '';
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return has && values.includes(value);
    case '!=':
    case 'notin':
      return !has || !values.includes(value);
    case 'exists':
      return has;
    case '!':
      return !has;
    case 'gt':
      return has && /^-?\d+$/.test(value) && Number(value) > Number(values[0]);
    case 'lt':
      return has && /^-?\d+$/.test(value) && Number(value) < Number(values[0]);
  }
}

const byKey = (a: Requirement, b: Requirement): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;

/** A selector that wants all of `requirements`. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  const sorted = [...requirements].sort(byKey);
  return {
    requirements: sorted,
    matches: (labels = NO_LABELS) => {
      for (const one of sorted) if (!meets(one, labels)) return false;
      return true;
    },
  };
}

/** Matches every object. */
const everything: Selector = selectorOf([]);
/** Matches no object: what a missing selector means in an object. */
export const nothing: Selector = { requirements: [], matches: () => false };

const parsed = new Map<string, Selector>();
const PARSED_LIMIT = 2_000;

/** `app=web,tier in (a,b),!old` ⇒ a Selector (remembered, for the same few are asked again and again). */
export function parseSelector(text: string): Selector {
  const known = parsed.get(text);
  if (known) return known;
  const selector = text === '' ? everything : selectorOf(parseRequirements(text));
  if (parsed.size >= PARSED_LIMIT) parsed.clear();
  parsed.set(text, selector);
  return selector;
}

function printRequirement({ key, operator, values }: Requirement): string {
  const listed = values.length > 1 ? [...values].sort().join(',') : (values[0] ?? '');
  switch (operator) {
    case '!':
      return `!${key}`;
    case 'exists':
      return key;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${listed})`;
    case 'gt':
      return `${key}>${listed}`;
    case 'lt':
      return `${key}<${listed}`;
    default:
      return `${key}${operator}${listed}`;
  }
}

/** A Selector ⇒ `app=web,tier in (a,b),!old`; the empty one ⇒ "". */
export const printSelector = (selector: Selector): string =>
  selector.requirements.map(printRequirement).join(',');

const OPERATORS: Readonly<Record<string, Operator>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

const compiled = new WeakMap<LabelSelectorObject, Selector>();

function compile(object: LabelSelectorObject): Selector {
  const wanted: Requirement[] = [];
  for (const [key, value] of Object.entries(object.matchLabels ?? {})) {
    wanted.push(requirement(key, '=', [value]));
  }
  for (const { key, operator, values } of object.matchExpressions ?? []) {
    const op = OPERATORS[operator];
    if (!op) throw new ParseError(`"${operator}" is not a valid label selector operator`);
    wanted.push(requirement(key, op, values ?? []));
  }
  return selectorOf(wanted);
}

/**
 * `{matchLabels: {app: "web"}}` ⇒ a Selector; undefined ⇒ nothing matches; `{}` ⇒ everything does.
 * Remembered by identity: stored objects never change. Mirrors metav1.LabelSelectorAsSelector.
 */
export function selectorOfObject(object: LabelSelectorObject | null | undefined): Selector {
  if (!object) return nothing;
  const known = compiled.get(object);
  if (known) return known;
  const selector = compile(object);
  compiled.set(object, selector);
  return selector;
}

/** `{app: "web"}` ⇒ a Selector of equalities (a Service's selector). */
export const selectorOfSet = (labels: StringMap): Selector =>
  selectorOf(
    Object.entries(labels).map(([key, value]) => ({
      key,
      operator: '=' as const,
      values: [value],
    })),
  );

/** `{matchLabels: {app: "web"}}` ⇒ "app=web"; no selector or an empty one ⇒ "<none>". Mirrors metav1.FormatLabelSelector. */
export function formatLabelSelector(object: LabelSelectorObject | null | undefined): string {
  if (!object) return '<none>';
  try {
    return printSelector(selectorOfObject(object)) || '<none>';
  } catch (error) {
    if (error instanceof ParseError) return '<error>';
    throw error;
  }
}

/** `{b: "2", a: "1"}` ⇒ "a=1,b=2"; nothing ⇒ "<none>". Mirrors apimachinery pkg/labels FormatLabels. */
export function formatLabels(labels: StringMap | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.sort().join(',') || '<none>';
}
