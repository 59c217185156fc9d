/** Text of a flag ⇒ its value, refusing in the words of Go's strconv and time packages. */
import { KubectlError } from './errors.ts';

/** What a flag takes. */
export type FlagType =
  | 'bool'
  | 'string'
  | 'int'
  | 'int32'
  | 'int64'
  | 'duration'
  /** Comma-separated and repeatable. */
  | 'stringSlice'
  /** Repeatable, commas kept. */
  | 'stringArray'
  /** `key=value`, comma-separated and repeatable. */
  | 'stringToString'
  /** `a=b,c=d`, repeatable, of Kubernetes' own making: a list of its pairs. */
  | 'pairs';

/** A list of texts, a number (durations in milliseconds), a truth or a text. */
export type FlagValue = boolean | number | string | readonly string[];

const truths = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const falsehoods = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

function parseBool(text: string): boolean {
  if (truths.has(text)) return true;
  if (falsehoods.has(text)) return false;
  throw new KubectlError(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`);
}

const quote = (text: string): string => JSON.stringify(text);

const limits: Readonly<Record<'int' | 'int32' | 'int64', readonly [bigint, bigint]>> = {
  int: [-(2n ** 63n), 2n ** 63n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Go's ParseInt with base 0: `10`, `-3`, `0x1f`, `0b11`, `1_000`. */
function parseInteger(text: string, type: 'int' | 'int32' | 'int64'): number {
  const refuse = (why: string): KubectlError =>
    new KubectlError(`strconv.ParseInt: parsing ${quote(text)}: ${why}`);
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9_]*)$/.exec(text);
  if (!match?.[2]) throw refuse('invalid syntax');
  const digits = match[2].replace(/^0[oO]?(?=[0-7])/, '0o').replaceAll('_', '');
  const value = BigInt(digits) * (match[1] === '-' ? -1n : 1n);
  const [least, most] = limits[type];
  if (value < least || value > most) throw refuse('value out of range');
  return Number(value);
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's time.ParseDuration: "1h30m" ⇒ 5_400_000 ms. */
export function parseDurationMs(text: string): number {
  const refuse = (): KubectlError => new KubectlError(`time: invalid duration ${quote(text)}`);
  const match = /^([+-]?)(.*)$/s.exec(text);
  let rest = match?.[2] ?? '';
  if (rest === '0') return 0;
  if (rest === '') throw refuse();
  let total = 0;
  while (rest) {
    const number = /^[0-9]*\.?[0-9]*/.exec(rest)?.[0] ?? '';
    if (number === '' || number === '.') throw refuse();
    rest = rest.slice(number.length);
    const unit = /^[^0-9.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new KubectlError(`time: missing unit in duration ${quote(text)}`);
    const factor = unitMs[unit];
    if (factor === undefined)
      throw new KubectlError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += Number(number) * factor;
    rest = rest.slice(unit.length);
  }
  return match?.[1] === '-' ? -total : total;
}

/** One CSV record: `a,"b,c"` ⇒ ["a", "b,c"]. Mirrors pflag string_slice.go readAsCSV. */
export function splitCsv(text: string): readonly string[] {
  if (text === '') return [];
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest);
    if (quoted) {
      fields.push((quoted[1] ?? '').replaceAll('""', '"'));
      rest = rest.slice(quoted[0].length);
      if (quoted[2] !== ',') return fields;
      continue;
    }
    const comma = rest.indexOf(',');
    const field = comma < 0 ? rest : rest.slice(0, comma);
    const bad = field.indexOf('"');
    if (bad >= 0)
      throw new KubectlError(
        `parse error on line 1, column ${text.length - rest.length + bad + 1}: bare " in non-quoted-field`,
      );
    fields.push(field);
    if (comma < 0) return fields;
    rest = rest.slice(comma + 1);
  }
}

/** `a=1,b=2` ⇒ ["a=1", "b=2"]. With one `=` commas belong to the value. Mirrors pflag string_to_string.go Set. */
function parsePairs(text: string): readonly string[] {
  const count = text.split('=').length - 1;
  if (count === 1) return [text.replace(/^"+|"+$/g, '')];
  const pairs = count === 0 ? [text] : splitCsv(text);
  const bad = pairs.find((pair) => !pair.includes('='));
  if (bad !== undefined) throw new KubectlError(`${bad} must be formatted as key=value`);
  return pairs;
}

/** Mirrors component-base cli/flag/map_string_string.go Set. */
function parsePairList(text: string): readonly string[] {
  return text
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) throw new KubectlError('malformed pair, expect string=string');
      return `${pair.slice(0, equals).trim()}=${pair.slice(equals + 1).trim()}`;
    });
}

/** Reads one occurrence of a flag. */
export function parseFlagValue(type: FlagType, text: string): FlagValue {
  switch (type) {
    case 'bool':
      return parseBool(text);
    case 'string':
      return text;
    case 'duration':
      return parseDurationMs(text);
    case 'stringSlice':
      return splitCsv(text);
    case 'stringToString':
      return parsePairs(text);
    case 'stringArray':
      return [text];
    case 'pairs':
      return parsePairList(text);
    default:
      return parseInteger(text, type);
  }
}
