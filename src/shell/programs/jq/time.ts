/** Broken down times and their texts, as C's strftime and strptime have them, in UTC. */

/** Year, month from 0, day, hours, minutes, seconds, day of the week, day of the year from 0. */
export type BrokenTime = readonly number[];

import { daysFromCivil, formatDate, momentOf } from '../../calendar.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** 1425599621.678 ⇒ [2015,2,5,23,53,41.678,4,63] */
export function brokenOf(seconds: number): BrokenTime {
  const whole = Math.floor(seconds);
  const { year, month, day, hour, minute, second, weekday, yearDay } = momentOf(whole * 1000);
  return [year, month - 1, day, hour, minute, second + (seconds - whole), weekday, yearDay - 1];
}

const DAY_S = 86_400;

export function secondsOf([
  year = 0,
  month = 0,
  day = 0,
  hours = 0,
  minutes = 0,
  seconds = 0,
]: BrokenTime): number {
  const days = daysFromCivil(year + Math.floor(month / 12), (month % 12) + 1, 1) + day - 1;
  return days * DAY_S + hours * 3600 + minutes * 60 + Math.floor(seconds);
}

/** A time by a format: `%Y-%m-%d`. */
export const printTime = (time: BrokenTime, format: string): string =>
  formatDate(format, secondsOf(time) * 1000);

/** What has been read of a time. */
interface Scanned {
  readonly parts: Map<string, number>;
  rest: string;
}

function take(scanned: Scanned, pattern: RegExp): string | undefined {
  const found = pattern.exec(scanned.rest)?.[0];
  if (found !== undefined) scanned.rest = scanned.rest.slice(found.length);
  return found;
}

function takeName(scanned: Scanned, names: readonly string[]): number | undefined {
  const lower = scanned.rest.toLowerCase();
  const at = names.findIndex((name) => lower.startsWith(name.slice(0, 3).toLowerCase()));
  const name = names[at];
  if (name === undefined) return undefined;
  scanned.rest = scanned.rest.slice(lower.startsWith(name.toLowerCase()) ? name.length : 3);
  return at;
}

const NUMBERS: Readonly<Record<string, readonly [part: string, digits: number]>> = {
  Y: ['year', 4],
  m: ['month', 2],
  d: ['day', 2],
  e: ['day', 2],
  H: ['hours', 2],
  k: ['hours', 2],
  I: ['twelve', 2],
  l: ['twelve', 2],
  M: ['minutes', 2],
  S: ['seconds', 2],
  j: ['yearday', 3],
  s: ['epoch', 12],
  y: ['short', 2],
};

const COMPOUND: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  c: '%a %b %e %H:%M:%S %Y',
};

/** Reads one `%x`; false when the text does not have it. */
function scanLetter(scanned: Scanned, letter: string): boolean {
  const { parts } = scanned;
  const compound = COMPOUND[letter];
  if (compound !== undefined) return scanFormat(scanned, compound);
  const number = NUMBERS[letter];
  if (number) {
    take(scanned, /^ +/);
    const digits = take(scanned, new RegExp(`^[+-]?\\d{1,${number[1]}}`));
    if (digits === undefined) return false;
    parts.set(number[0], Number(digits));
    return true;
  }
  if (letter === 'Z') return take(scanned, /^[A-Za-z]+/) !== undefined;
  if (letter === 'z') return take(scanned, /^(?:Z|[+-]\d{2}:?\d{2})/) !== undefined;
  if (letter === 'p') {
    const half = take(scanned, /^[AaPp][Mm]/);
    parts.set('half', half?.toLowerCase() === 'pm' ? 12 : 0);
    return half !== undefined;
  }
  const names = 'Aa'.includes(letter) ? DAYS : MONTHS;
  if (!'AaBbh'.includes(letter)) return letter === '%' ? take(scanned, /^%/) !== undefined : false;
  const at = takeName(scanned, names);
  if (at !== undefined)
    parts.set(names === DAYS ? 'weekday' : 'month', names === DAYS ? at : at + 1);
  return at !== undefined;
}

function scanFormat(scanned: Scanned, format: string): boolean {
  for (const piece of format.match(/%[EO]?[a-zA-Z%]|\s+|[^%\s]/g) ?? []) {
    if (/^\s/.test(piece)) take(scanned, /^\s*/);
    else if (piece.startsWith('%')) {
      if (!scanLetter(scanned, piece.at(-1) ?? '')) return false;
    } else if (scanned.rest.startsWith(piece)) scanned.rest = scanned.rest.slice(1);
    else return false;
  }
  return true;
}

/** The time a text says by a format; undefined when it does not match. */
export function scanTime(text: string, format: string): BrokenTime | undefined {
  const scanned: Scanned = { parts: new Map(), rest: text };
  if (!scanFormat(scanned, format) || scanned.rest !== '') return undefined;
  const { parts } = scanned;
  const epoch = parts.get('epoch');
  if (epoch !== undefined) return brokenOf(epoch);
  const short = parts.get('short');
  const year =
    parts.get('year') ?? (short === undefined ? 1900 : short + (short < 69 ? 2000 : 1900));
  const date: BrokenTime = [
    year,
    parts.has('yearday') && !parts.has('month') ? 0 : (parts.get('month') ?? 1) - 1,
    parts.get('day') ?? parts.get('yearday') ?? 0,
  ];
  const [, month = 0, day = 0, , , , weekday = 0, yearday = 0] = brokenOf(secondsOf(date));
  const hours = parts.has('twelve')
    ? ((parts.get('twelve') ?? 0) % 12) + (parts.get('half') ?? 0)
    : (parts.get('hours') ?? 0);
  const isDated = day > 0 && (parts.has('day') || parts.has('yearday'));
  const placed = isDated ? [month, day] : [date[1] ?? 0, date[2] ?? 0];
  const rest = [hours, parts.get('minutes') ?? 0, parts.get('seconds') ?? 0, weekday, yearday];
  return [year, ...placed, ...rest];
}
