/** What `sort` compares: keys cut from lines, as numbers, versions, months or bytes. */
import { ProgramError } from '../program-error.ts';

/** `-k2.3,4nr`. */
export interface SortKey {
  readonly from: { readonly field: number; readonly character: number };
  readonly to: { readonly field: number; readonly character: number } | undefined;
  readonly flags: string;
}

/** How lines are compared. */
export interface SortOrder {
  readonly keys: readonly SortKey[];
  readonly global: string;
  readonly tab: string | undefined;
  /** No last comparison of whole lines. */
  readonly stable: boolean;
}

/** "2,2nr" ⇒ from field 2 to field 2, as numbers, reversed. */
export function parseKey(text: string, global: string): SortKey {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnrV]*))?$/.exec(
    text,
  );
  if (match === null)
    throw new ProgramError(`invalid number at field start: invalid count at start of ‘${text}’`, 2);
  if (match[1] === '0')
    throw new ProgramError(`field number is zero: invalid field specification ‘${text}’`, 2);
  const own = (match[3] ?? '') + (match[6] ?? '');
  return {
    from: { field: Number(match[1]), character: Number(match[2] ?? 1) },
    to:
      match[4] === undefined
        ? undefined
        : { field: Number(match[4]), character: Number(match[5] ?? 0) },
    flags: own === '' ? global : own,
  };
}

/** Where each field begins and ends; without a separator a field has its leading blanks. */
function fieldsOf(line: string, tab: string | undefined): { start: number; end: number }[] {
  const fields: { start: number; end: number }[] = [];
  if (tab !== undefined) {
    let start = 0;
    for (const part of line.split(tab)) {
      fields.push({ start, end: start + part.length });
      start += part.length + 1;
    }
    return fields;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g)) {
    fields.push({ start: match.index, end: match.index + match[0].length });
  }
  return fields;
}

function cut(line: string, key: SortKey, tab: string | undefined): string {
  const fields = fieldsOf(line, tab);
  const first = fields[key.from.field - 1];
  if (first === undefined) return '';
  const skip = (start: number) =>
    key.flags.includes('b') ? start + (/^[ \t]*/.exec(line.slice(start))?.[0].length ?? 0) : start;
  const start = skip(first.start) + key.from.character - 1;
  if (key.to === undefined) return line.slice(start);
  const last = fields[key.to.field - 1];
  if (last === undefined) return line.slice(start);
  const end = key.to.character === 0 ? last.end : skip(last.start) + key.to.character;
  return line.slice(start, Math.min(end, line.length));
}

function numberOf(text: string): number {
  return Number(/^\s*-?\d*\.?\d*/.exec(text)?.[0] ?? '') || 0;
}

const units = ' KMGTPEZY';

function humanOf(text: string): number {
  const match = /^\s*(-?[\d.]+)([KMGTPEZYkmgtpezy]?)/.exec(text);
  if (match === null) return 0;
  return (
    Number(match[1]) * 1024 ** Math.max(0, units.indexOf((match[2] ?? '').toUpperCase() || ' '))
  );
}

const monthNames = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "v1.9" before "v1.10". */
function compareVersions(a: string, b: string): number {
  const split = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [split(a), split(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      if (Number(x) !== Number(y)) return Number(x) - Number(y);
    } else return compareText(x, y);
  }
  return 0;
}

function compareBy(flags: string, a: string, b: string): number {
  if (flags.includes('n')) return numberOf(a) - numberOf(b);
  if (flags.includes('g')) return (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (flags.includes('h')) return humanOf(a) - humanOf(b);
  if (flags.includes('V')) return compareVersions(a, b);
  const fold = (text: string) => {
    let result = flags.includes('b') ? text.trimStart() : text;
    if (flags.includes('f')) result = result.toUpperCase();
    return flags.includes('d') ? result.replace(/[^A-Za-z0-9 \t]/g, '') : result;
  };
  if (flags.includes('M')) {
    const month = (text: string) => monthNames.indexOf(text.trim().slice(0, 3).toUpperCase());
    return month(a) - month(b);
  }
  return compareText(fold(a), fold(b));
}

/** The order of two lines; ties are broken by the whole line unless the sort is stable. */
export function compareLines(a: string, b: string, order: SortOrder): number {
  const { keys, global, tab } = order;
  for (const key of keys) {
    const result = compareBy(key.flags, cut(a, key, tab), cut(b, key, tab));
    if (result !== 0) return key.flags.includes('r') ? -result : result;
  }
  if (keys.length === 0) {
    const result = compareBy(global, a, b);
    if (result !== 0) return global.includes('r') ? -result : result;
  }
  if (order.stable) return 0;
  const last = compareText(a, b);
  return global.includes('r') ? -last : last;
}
