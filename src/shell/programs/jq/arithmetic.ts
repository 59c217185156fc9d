/** What `+`, `-` and their like make of two values. */
import { described, FilterError } from './errors.ts';
import type { BinaryOperator } from './syntax.ts';
import { compare, isArray, isEqual, isObject, type JsonMap, type Value } from './value.ts';

const cannot = (a: Value, b: Value, what: string): FilterError =>
  new FilterError(`${described(a)} and ${described(b)} cannot be ${what}`);

export function add(a: Value, b: Value): Value {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isArray(a) && isArray(b)) return [...a, ...b];
  if (isObject(a) && isObject(b)) return new Map([...a, ...b]);
  throw cannot(a, b, 'added');
}

function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isArray(a) && isArray(b)) return a.filter((item) => !b.some((other) => isEqual(item, other)));
  throw cannot(a, b, 'subtracted');
}

function merge(a: JsonMap, b: JsonMap): JsonMap {
  const merged = new Map(a);
  for (const [key, value] of b) {
    const old = merged.get(key) ?? null;
    merged.set(key, isObject(old) && isObject(value) ? merge(old, value) : value);
  }
  return merged;
}

/** `"ab" * 2`; less than one time is null. Mirrors jq 1.6 src/builtin.c f_multiply. */
const repeat = (text: string, times: number): Value =>
  times > 0 ? text.repeat(Math.max(1, Math.ceil(times))) : null;

function multiply(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (typeof a === 'string' && typeof b === 'number') return repeat(a, b);
  if (typeof a === 'number' && typeof b === 'string') return repeat(b, a);
  if (isObject(a) && isObject(b)) return merge(a, b);
  throw cannot(a, b, 'multiplied');
}

/** The pieces between separators; without one, every letter. */
export function splitText(text: string, separator: string): readonly string[] {
  if (text === '') return [];
  return separator === '' ? [...text] : text.split(separator);
}

function divide(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw cannot(a, b, 'divided because the divisor is zero');
    return a / b;
  }
  if (typeof a === 'string' && typeof b === 'string') return splitText(a, b);
  throw cannot(a, b, 'divided');
}

function remainder(a: Value, b: Value): Value {
  if (typeof a !== 'number' || typeof b !== 'number')
    throw cannot(a, b, 'divided (remainder)'.replace(' (remainder)', ''));
  const divisor = Math.abs(Math.trunc(b));
  if (divisor === 0 || Number.isNaN(divisor)) {
    throw cannot(a, b, 'divided (remainder) because the divisor is zero');
  }
  const rest = Math.abs(Math.trunc(a)) % divisor;
  return a < 0 ? 0 - rest : rest;
}

const OPERATIONS: Readonly<Record<BinaryOperator, (a: Value, b: Value) => Value>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '==': isEqual,
  '!=': (a, b) => !isEqual(a, b),
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
};

export const operate = (operator: BinaryOperator, a: Value, b: Value): Value =>
  OPERATIONS[operator](a, b);
