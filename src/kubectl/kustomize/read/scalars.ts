/** What a plain YAML scalar means to kustomize, and what JSON makes of it. Mirrors go.yaml.in/yaml/v3 resolve.go. */
import { type ScalarNode, scalar, type Tag } from '../node.ts';

const words: Readonly<Record<string, Tag>> = Object.fromEntries([
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map((word) => [word, 'bool']),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, 'null']),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, 'float']),
  ...['', '+', '-'].flatMap((sign) =>
    ['.inf', '.Inf', '.INF'].map((word) => [sign + word, 'float']),
  ),
]);
const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const date =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| )(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Whether there is such a day and time; a `T` wants a zone, a space forbids it. */
function isTime(text: string): boolean {
  const parts = date.exec(text);
  if (!parts) return false;
  const [, year, month, day, hour, minute, second, , zone] = parts;
  if (hour !== undefined && text.includes(' ') === (zone !== undefined)) return false;
  const isLeap = (Number(year) % 4 === 0 && Number(year) % 100 !== 0) || Number(year) % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  return (
    Number(day) >= 1 &&
    Number(day) <= (days ?? 0) &&
    Number(hour ?? 0) < 24 &&
    Number(minute ?? 0) < 60 &&
    Number(second ?? 0) < 60
  );
}

/** `1.50` ⇒ float, `yes` ⇒ str, `0o17` ⇒ int. */
export function tagOfPlain(text: string): Tag {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (word) return word;
  if (!/^[-+.0-9]/.test(text)) return 'str';
  if (isTime(text)) return 'time';
  const bare = text.replaceAll('_', '');
  if (integer.test(bare)) return 'int';
  return float.test(bare) && Number.isFinite(Number(bare)) ? 'float' : 'str';
}

export const plainScalar = (text: string): ScalarNode => scalar(text, tagOfPlain(text));

/** "2026-1-5" ⇒ "2026-01-05T00:00:00Z" */
function timeText(text: string): string {
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] =
    date.exec(text) ?? [];
  const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction.replace(/\.?0+$/, '')}`;
  return `${year}-${two(month)}-${two(day)}T${clock}${zone}`;
}

function integerValue(text: string): number | bigint {
  const bare = text.replaceAll('_', '');
  const digits = bare.replace(/^[-+]/, '').replace(/^0[oO]?(?=[0-7])/, '0o');
  const value = BigInt(digits) * (bare.startsWith('-') ? -1n : 1n);
  if (value > 2n ** 64n || value < -(2n ** 63n)) return Number(value);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** A scalar as JSON would have it; not-a-number and infinity as JavaScript's own. */
export function valueOfScalar({ text, tag }: ScalarNode): unknown {
  if (tag === 'null') return null;
  if (tag === 'bool') return text.toLowerCase() === 'true';
  if (tag === 'int') return integerValue(text);
  if (tag === 'time') return timeText(text);
  if (tag === 'str') return text;
  if (/nan$/i.test(text)) return Number.NaN;
  if (/inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text.replaceAll('_', ''));
}
