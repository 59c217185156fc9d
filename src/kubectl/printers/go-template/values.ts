/** Go's view of values in templates: kinds, truth, printing. Mirrors Go's fmt and text/template/exec.go. */
import { quoteGo } from '#apimachinery/go-quote.ts';
import { sortedKeys } from '../printer.ts';

/** What a missing map key gives: prints as `<no value>`. */
export const noValue = Symbol('no value');

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `map[string]interface {}`, `float64`, … */
export function goTypeOf(value: unknown): string {
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return '[]interface {}';
  return isMap(value) ? 'map[string]interface {}' : 'nil';
}

/** Whether `{{if}}` takes a value for true. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === noValue) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return sortedKeys(value).length > 0;
  return Boolean(value);
}

/** A whole number, of the template or of the data; undefined for anything else. */
export const asInteger = (value: unknown): bigint | undefined => {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
};

/** A float as `%v` prints it: 3, 0.5, 1e+06. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  const shortest = digits.replace(/[-.]/g, '').length;
  if (value !== 0 && (exponent < -4 || exponent >= 6)) {
    const sign = exponent < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent >= 0) return String(value);
  return value.toFixed(Math.max(0, shortest - 1 - exponent));
}

/** A value as fmt.Print prints it. */
export function printValue(value: unknown): string {
  if (value === noValue) return '<no value>';
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(BigInt(value)) : printFloat(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${printValue(value[key])}`)
      .join(' ')}]`;
  return String(value);
}

/** A value in quotes when it is text: `%q`. */
export const quoteValue = (value: unknown): string =>
  typeof value === 'string' ? quoteGo(value) : `%!q(${goTypeOf(value)}=${printValue(value)})`;
