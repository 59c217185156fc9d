/** One field of a cron expression: "1-5/2,9" ⇒ 1, 3, 5, 9. Mirrors robfig/cron parser.go getField. */
import { ParseError } from '#apimachinery/parse-error.ts';

export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** What may stand for numbers, from `min` on. */
  readonly names?: readonly string[];
}

export interface CronField {
  /** In order, each once. */
  readonly values: readonly number[];
  /** Whether it says `*`, so that the other of day and weekday decides alone. */
  readonly isStar: boolean;
}

/** Why Go reads no number out of a text. */
function notANumber(text: string): ParseError {
  const why = /^[+-]?\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  const parsing = `strconv.Atoi: parsing ${JSON.stringify(text)}: ${why}`;
  return new ParseError(`failed to parse int from ${text}: ${parsing}`);
}

function numberOf(text: string): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value)) throw notANumber(text);
  if (value < 0) throw new ParseError(`negative number (${value}) not allowed: ${text}`);
  return value;
}

function numberOrName(text: string, { names, min }: Bounds): number {
  const at = names?.indexOf(text.toLowerCase()) ?? -1;
  return at < 0 ? numberOf(text) : at + min;
}

function limitsOf(text: string, expression: string, bounds: Bounds) {
  const [low = '', high, ...more] = text.split('-');
  if (low === '*' || low === '?') return { start: bounds.min, end: bounds.max, isStar: true };
  const start = numberOrName(low, bounds);
  if (more.length > 0) throw new ParseError(`too many hyphens: ${expression}`);
  const end = high === undefined ? start : numberOrName(high, bounds);
  return { start, end, isStar: false };
}

/** "*", "5", "1-5", "1-5/2", "3/2" (from 3 on). */
function parseRange(expression: string, bounds: Bounds): CronField {
  const { min, max } = bounds;
  const [range = '', stepText, ...more] = expression.split('/');
  const limits = limitsOf(range, expression, bounds);
  const { start } = limits;
  if (more.length > 0) throw new ParseError(`too many slashes: ${expression}`);
  const step = stepText === undefined ? 1 : numberOf(stepText);
  const end = stepText !== undefined && !range.includes('-') ? max : limits.end;
  if (start < min)
    throw new ParseError(`beginning of range (${start}) below minimum (${min}): ${expression}`);
  if (end > max)
    throw new ParseError(`end of range (${end}) above maximum (${max}): ${expression}`);
  if (start > end)
    throw new ParseError(
      `beginning of range (${start}) beyond end of range (${end}): ${expression}`,
    );
  if (step === 0) throw new ParseError(`step of range should be a positive number: ${expression}`);
  const count = Math.floor((end - start) / step) + 1;
  const values = Array.from({ length: count }, (_, at) => start + at * step);
  return { values, isStar: limits.isStar && step === 1 };
}

/** All the values of a field; throws ParseError with the words of upstream's parser. */
export function parseField(text: string, bounds: Bounds): CronField {
  const ranges = text
    .split(',')
    .filter(Boolean)
    .map((expression) => parseRange(expression, bounds));
  const values = new Set(ranges.flatMap((range) => range.values));
  return {
    values: [...values].sort((a, b) => a - b),
    isStar: ranges.some(({ isStar }) => isStar),
  };
}
