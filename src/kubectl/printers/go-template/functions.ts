/** The functions a template may call: Go's, and kubectl's `exists` and `base64decode`. Mirrors Go's text/template/funcs.go. */
import { KubectlError } from '../../errors.ts';
import { sprint, sprintf } from './printf.ts';
import { asInteger, goTypeOf, isMap, isTrue, noValue, printValue } from './values.ts';

type Call = (...values: readonly unknown[]) => unknown;
const refuse = (message: string): never => {
  throw new KubectlError(message);
};

type Basic = 'bool' | 'int' | 'float' | 'string' | 'nil' | 'other';
function basicKind(value: unknown): Basic {
  if (value === null || value === undefined || value === noValue) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (asInteger(value) !== undefined) return 'int';
  if (typeof value === 'number') return 'float';
  return typeof value === 'string' ? 'string' : 'other';
}

const incompatible = (left: unknown, right: unknown): string =>
  `incompatible types for comparison: ${goTypeOf(left)} and ${goTypeOf(right)}`;

function equal(left: unknown, right: unknown): boolean {
  const [a, b] = [basicKind(left), basicKind(right)];
  if (a === 'nil' || b === 'nil') return a === b;
  if (a !== b) return refuse(incompatible(left, right));
  if (a === 'other') return refuse(`non-comparable type ${printValue(left)}: ${goTypeOf(left)}`);
  return plainNumber(left) === plainNumber(right);
}

/** Go compares an int with an int64 by value. */
const plainNumber = (value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value;

function less(left: unknown, right: unknown): boolean {
  const [a, b] = [basicKind(left), basicKind(right)];
  if (a === 'bool' || a === 'nil' || a === 'other') return refuse('invalid type for comparison');
  if (a !== b) return refuse(incompatible(left, right));
  return (plainNumber(left) as string) < (plainNumber(right) as string);
}

function indexOf(value: unknown, index: unknown): unknown {
  if (value === null || value === undefined || value === noValue)
    return refuse('index of untyped nil');
  if (Array.isArray(value) || typeof value === 'string') {
    if (index === null || index === undefined) return refuse('cannot index slice/array with nil');
    if (typeof index !== 'bigint')
      return refuse(`cannot index slice/array with type ${goTypeOf(index)}`);
    if (index < 0n || index >= BigInt(value.length)) return refuse(`index out of range: ${index}`);
    const item: unknown = value[Number(index)];
    return typeof item === 'string' && typeof value === 'string'
      ? BigInt(item.charCodeAt(0))
      : item;
  }
  if (!isMap(value)) return refuse(`can't index item of type ${goTypeOf(value)}`);
  if (typeof index !== 'string')
    return refuse(`value has type ${goTypeOf(index)}; should be string`);
  return Object.hasOwn(value, index) ? value[index] : noValue;
}

function slice(value: unknown, ...bounds: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value))
    return refuse(`can't slice item of type ${goTypeOf(value)}`);
  if (bounds.length > 3) return refuse(`too many slice indexes: ${bounds.length}`);
  const numbers = bounds.map((bound) =>
    asInteger(bound) !== undefined
      ? Number(bound)
      : refuse(`cannot index slice/array with type ${goTypeOf(bound)}`),
  );
  const [from = 0, to = value.length] = numbers;
  for (const bound of [from, to])
    if (bound < 0 || bound > value.length) return refuse(`index out of range: ${bound}`);
  if (from > to) return refuse(`invalid slice index: ${from} > ${to}`);
  return value.slice(from, to);
}

function length(value: unknown): bigint {
  if (typeof value === 'string') return BigInt(new TextEncoder().encode(value).length);
  if (Array.isArray(value)) return BigInt(value.length);
  if (isMap(value)) return BigInt(Object.keys(value).length);
  if (value === null || value === undefined) return refuse('len of nil pointer');
  if (value === noValue) return refuse('reflect: call of reflect.Value.Type on zero Value');
  return refuse(`len of type ${goTypeOf(value)}`);
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\uFFFD',
};
const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};
const escapeJs = (text: string): string =>
  text.replace(/[\\'"<>&=]|\p{Cc}/gu, (letter) => {
    const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return jsEscapes[letter] ?? `\\u${code}`;
  });
const escapeQuery = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function base64decode(value: unknown): string {
  const text = String(value);
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    const at = text.search(/[^A-Za-z0-9+/]/);
    return refuse(
      `base64 decode failed: illegal base64 data at input byte ${at < 0 ? text.length : at}`,
    );
  }
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function exists(value: unknown, ...path: readonly unknown[]): boolean {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at)) at = asInteger(step) === undefined ? undefined : at[Number(step)];
    else at = isMap(at) && typeof step === 'string' ? at[step] : undefined;
  }
  return at !== null && at !== undefined && at !== noValue;
}

/** `and` and `or` stop at the first value that decides; the evaluator asks for them one by one. */
export const shortCircuits: Readonly<Record<string, boolean>> = { and: false, or: true };

const functions: Readonly<Record<string, Call>> = {
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  len: length,
  index: (value, ...path) => path.reduce(indexOf, value),
  slice,
  print: (...values) => sprint(values),
  println: (...values) => `${values.map(printValue).join(' ')}\n`,
  printf: (format, ...values) =>
    sprintf(
      String(format),
      values.map((value) => (value === noValue ? null : value)),
    ),
  html: (...values) =>
    sprint(values).replace(/["'&<>\0]/g, (letter) => htmlEscapes[letter] ?? letter),
  js: (...values) => escapeJs(sprint(values)),
  urlquery: (...values) => escapeQuery(sprint(values)),
  eq: (first, ...others) =>
    others.length === 0
      ? refuse('missing argument for comparison')
      : others.some((other) => equal(first, other)),
  ne: (left, right) => !equal(left, right),
  lt: less,
  le: (left, right) => less(left, right) || equal(left, right),
  gt: (left, right) => !less(left, right) && !equal(left, right),
  ge: (left, right) => !less(left, right),
  exists,
  base64decode,
};

/** How many values each takes at least and at most. */
const arities: Readonly<Record<string, readonly [number, number]>> = {
  and: [1, Infinity],
  or: [1, Infinity],
  not: [1, 1],
  len: [1, 1],
  index: [1, Infinity],
  slice: [1, Infinity],
  printf: [1, Infinity],
  eq: [1, Infinity],
  ne: [2, 2],
  lt: [2, 2],
  le: [2, 2],
  gt: [2, 2],
  ge: [2, 2],
  exists: [1, Infinity],
  base64decode: [1, 1],
};

export const isFunction = (name: string): boolean => Object.hasOwn(functions, name);

/** Throws `wrong number of args for len: want 1 got 2`. */
export function checkArity(name: string, given: number): void {
  const [least, most] = arities[name] ?? [0, Infinity];
  if (given < least && most === Infinity)
    refuse(`wrong number of args for ${name}: want at least ${least} got ${given}`);
  if (given < least || given > most)
    refuse(`wrong number of args for ${name}: want ${least} got ${given}`);
}

/** Calls a function; failures are `error calling index: …`. */
export function callFunction(name: string, values: readonly unknown[]): unknown {
  checkArity(name, values.length);
  try {
    return functions[name]?.(...values);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error calling ${name}: ${error.message}`);
  }
}
