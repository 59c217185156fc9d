/** The JSON paths of printer columns: `.spec.size`, `.status.conditions[?(@.type=="Ready")].status`. Mirrors client-go util/jsonpath, as far as columns use it. */
import type { Json } from '#apimachinery/object.ts';

/** One step of a path: from values to values. */
type Step = (value: Json) => readonly Json[];

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const field =
  (name: string): Step =>
  (value) => {
    if (typeof value !== 'object' || value === null || isList(value)) return [];
    const inner = Object.hasOwn(value, name) ? value[name] : undefined;
    return inner === undefined ? [] : [inner];
  };

const everything: Step = (value) =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const item =
  (index: number): Step =>
  (value) => {
    const found = isList(value) ? value.at(index) : undefined;
    return found === undefined ? [] : [found];
  };

/** `@.type=="Ready"` keeps the items of which it is true. */
function filter(text: string): Step {
  const [, path = '', operator, literal = ''] =
    /^\s*@((?:\.[\w-]+)+)\s*(?:(==|!=)\s*(.+?))?\s*$/.exec(text) ?? [];
  const steps = parsePath(path);
  const wanted = literal.replace(/^(['"])(.*)\1$/, '$2');
  return (value) =>
    (isList(value) ? value : []).filter((one) => {
      const found = follow(steps, one)[0];
      if (operator === undefined) return found !== undefined;
      return (operator === '==') === (found !== undefined && String(found) === wanted);
    });
}

function bracket(text: string): Step {
  if (text === '*') return everything;
  if (/^-?\d+$/.test(text)) return item(Number(text));
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted) return field(quoted[2] ?? '');
  const asked = /^\?\((.*)\)$/.exec(text);
  return asked ? filter(asked[1] ?? '') : () => [];
}

const PART = /\.([\w-]+(?:\\.[\w-]+)*)|\.?\[((?:'[^']*'|"[^"]*"|[^\]'"])*)\]|\.\*/g;

/** Reads a path once. */
export function parsePath(path: string): readonly Step[] {
  return [...path.matchAll(PART)].map(([whole, name, inside]) => {
    if (name !== undefined) return field(name.replaceAll('\\', ''));
    return whole === '.*' ? everything : bracket((inside ?? '').trim());
  });
}

/** Everything a path leads to. */
export const follow = (steps: readonly Step[], value: Json): readonly Json[] =>
  steps.reduce<readonly Json[]>((values, step) => values.flatMap(step), [value]);
