/** awk's values: numbers, texts, and texts that look like numbers. */
import { formatFloat, parseFormat } from '../../format.ts';

/** Text from input that may count as a number; what is unset is one too: "" and 0. */
export interface NumericText {
  readonly text: string;
  /** Undefined when it doesn't look like a number. */
  readonly number: number | undefined;
}

/** Any scalar. */
export type Value = number | string | NumericText;

/** A variable nobody has set. */
export const unsetValue: NumericText = { text: '', number: 0 };

const numeric = /^\s*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)\s*$/;

/** A field or a line of input: "10" compares as a number, "web" as text. */
export function fromInput(text: string): NumericText {
  return { text, number: numeric.test(text) ? Number(text) : undefined };
}

/** "12abc" ⇒ 12 */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' && value.number !== undefined) return value.number;
  const text = typeof value === 'string' ? value : value.text;
  const match =
    /^\s*[-+]?(?:0[xX][\da-fA-F]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)/.exec(text);
  return match === null ? 0 : Number(match[0]);
}

/** 3 ⇒ "3", 0.1 + 0.2 ⇒ "0.3"; like mawk's, whole numbers print whole up to 2^31 - 1. */
function numberText(value: number, format: string): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return String(value === 0 ? 0 : value);
  const [part] = parseFormat(format);
  if (part === undefined || 'literal' in part || !/[efgEFG]/.test(part.letter))
    return formatFloat(value, 'g', 6);
  return formatFloat(value, part.letter, Number(part.precision ?? 6), part.flags);
}

/** Any value as text. */
export function toText(value: Value, format = '%.6g'): string {
  if (typeof value === 'number') return numberText(value, format);
  return typeof value === 'string' ? value : value.text;
}

/** Whether a condition holds. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  return value.number === undefined ? value.text !== '' : value.number !== 0 && value.text !== '';
}

/** As numbers when both are, as texts otherwise. */
export function compareValues(left: Value, right: Value, format: string): number {
  const isNumber = (value: Value) =>
    typeof value === 'number' || (typeof value === 'object' && value.number !== undefined);
  if (isNumber(left) && isNumber(right)) return toNumber(left) - toNumber(right);
  const a = toText(left, format);
  const b = toText(right, format);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `+ - * / % ^` on numbers. */
export function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}
