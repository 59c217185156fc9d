/** Dates as people write them, read as GNU's parser does: "2024-01-31 10:00 2 days ago", "next monday". */
import { daysFromCivil, formatDate } from './calendar.ts';

const dayMs = 86_400_000;

const unitsMs: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
  fortnight: 14 * dayMs,
};
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');
const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
};

/** What the words have said so far. */
class DateParts {
  year: number;
  month: number;
  day: number;
  /** Milliseconds into the day; the present ones until a time or date is named. */
  timeMs: number;
  hasDate = false;
  hasTime = false;
  shiftMs = 0;
  shiftMonths = 0;
  zoneMinutes = 0;
  weekday: { readonly day: number; readonly ordinal: number } | undefined;

  constructor(nowMs: number) {
    [this.year, this.month, this.day] = formatDate('%Y-%m-%d', nowMs).split('-').map(Number) as [
      number,
      number,
      number,
    ];
    this.timeMs = nowMs - Math.floor(nowMs / dayMs) * dayMs;
  }

  setDate(year: number, month: number, day: number): boolean {
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || this.hasDate)
      return false;
    [this.year, this.month, this.day, this.hasDate] = [year, month, day, true];
    return true;
  }

  setTime(hour: number, minute: number, seconds: number): boolean {
    if (hour > 24 || minute > 59 || seconds >= 61 || this.hasTime) return false;
    this.timeMs = (hour * 60 + minute) * 60_000 + Math.floor(seconds * 1000);
    this.hasTime = true;
    return true;
  }

  shift(amount: number, unit: string): boolean {
    const name = unit.toLowerCase().replace(/s$/, '');
    if (name === 'month') this.shiftMonths += amount;
    else if (name === 'year') this.shiftMonths += amount * 12;
    else if (unitsMs[name] !== undefined) this.shiftMs += amount * (unitsMs[name] ?? 0);
    else return false;
    return true;
  }

  total(): number {
    if ((this.hasDate || this.weekday !== undefined) && !this.hasTime) this.timeMs = 0;
    const months = this.year * 12 + this.month - 1 + this.shiftMonths;
    let days = daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1) + this.day - 1;
    if (this.weekday !== undefined) {
      const { day, ordinal } = this.weekday;
      const today = (((days + 4) % 7) + 7) % 7;
      const ahead = (day - today + 7) % 7;
      days += ahead + 7 * (ordinal - (ordinal > 0 && ahead !== 0 ? 1 : 0));
    }
    return days * dayMs + this.timeMs + this.shiftMs - this.zoneMinutes * 60_000;
  }
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  return next - daysFromCivil(year, month, 1);
}

type Rule = readonly [RegExp, (match: RegExpExecArray, parts: DateParts) => boolean];

const fullYear = (text: string) =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 69 ? 2000 : 1900);
const monthOf = (text: string) => monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
const ordinals: Readonly<Record<string, number>> = {
  last: -1,
  this: 0,
  next: 1,
  first: 1,
  third: 3,
  fourth: 4,
  fifth: 5,
};
const months = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const units = '(sec|second|min|minute|hour|day|week|fortnight|month|year)s?';

function withZone(parts: DateParts, text: string | undefined): boolean {
  if (text === undefined) return true;
  const offset = /^([-+])(\d\d):?(\d\d)?$/.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    parts.zoneMinutes = offset[1] === '-' ? -minutes : minutes;
    return true;
  }
  const minutes = zones[text.toLowerCase()];
  parts.zoneMinutes = minutes ?? 0;
  return minutes !== undefined;
}

/** "2024" is a year after a date, a time before one: "Jan 5 2024", "1530". */
function yearOrTime(match: RegExpExecArray, parts: DateParts): boolean {
  const text = match[1] ?? '';
  if (!parts.hasDate) return parts.setTime(Number(text.slice(0, 2)), Number(text.slice(2)), 0);
  parts.year = Number(text);
  return true;
}

/** What may stand next, tried in this order. */
const rules: readonly Rule[] = [
  [
    /^(\d{4})-(\d\d?)-(\d\d?)(?:T(?=\d))?/i,
    (m, p) => p.setDate(Number(m[1]), Number(m[2]), Number(m[3])),
  ],
  [/^(\d{4})\/(\d\d?)\/(\d\d?)/, (m, p) => p.setDate(Number(m[1]), Number(m[2]), Number(m[3]))],
  [
    /^(\d\d?)\/(\d\d?)\/(\d{4}|\d\d)\b/,
    (m, p) => p.setDate(fullYear(m[3] ?? ''), Number(m[1]), Number(m[2])),
  ],
  [/^(\d{4})(\d\d)(\d\d)\b/, (m, p) => p.setDate(Number(m[1]), Number(m[2]), Number(m[3]))],
  [
    /^(\d\d?):(\d\d)(?::(\d\d(?:[.,]\d+)?))?\s*(am|pm)?\s*(z\b|utc\b|gmt\b|[-+]\d\d:?\d\d)?/i,
    (m, p) =>
      p.setTime(hourOf(m[1] ?? '', m[4]), Number(m[2]), Number((m[3] ?? '0').replace(',', '.'))) &&
      withZone(p, m[5]),
  ],
  [/^(\d\d?)\s*(am|pm)\b/i, (m, p) => p.setTime(hourOf(m[1] ?? '', m[2]), 0, 0)],
  [
    new RegExp(`^(\\d\\d?)(?:st|nd|rd|th)?[ -]${months}(?:[ -,]+(\\d{4}))?(?!\\w)`, 'i'),
    (m, p) => p.setDate(Number(m[3] ?? p.year), monthOf(m[2] ?? ''), Number(m[1])),
  ],
  [
    new RegExp(`^${months} (\\d\\d?)(?:st|nd|rd|th)?(?!:)(?:,? +(\\d{4})(?!:))?(?!\\w)`, 'i'),
    (m, p) => p.setDate(Number(m[3] ?? p.year), monthOf(m[1] ?? ''), Number(m[2])),
  ],
  [/^(now|today)\b/i, () => true],
  [/^midnight\b/i, (_, p) => p.setTime(0, 0, 0)],
  [/^noon\b/i, (_, p) => p.setTime(12, 0, 0)],
  [/^yesterday\b/i, (_, p) => p.shift(-1, 'day')],
  [/^tomorrow\b/i, (_, p) => p.shift(1, 'day')],
  [
    new RegExp(`^(?:([-+]?)\\s*(\\d+)|(last|this|next))\\s*${units}(\\s+ago)?\\b`, 'i'),
    (m, p) => {
      const count =
        m[3] === undefined
          ? Number(m[2]) * (m[1] === '-' ? -1 : 1)
          : (ordinals[m[3].toLowerCase()] ?? 1);
      return p.shift(m[5] === undefined ? count : -count, m[4] ?? '');
    },
  ],
  [
    new RegExp(`^${units}(\\s+ago)?\\b`, 'i'),
    (m, p) => p.shift(m[2] === undefined ? 1 : -1, m[1] ?? ''),
  ],
  [
    /^(?:(last|this|next)\s+)?(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?,?/i,
    (m, p) => {
      p.weekday = {
        day: dayNames.indexOf((m[2] ?? '').toLowerCase()),
        ordinal: ordinals[(m[1] ?? 'this').toLowerCase()] ?? 0,
      };
      return true;
    },
  ],
  [/^(utc|gmt|z|est|edt|pst|pdt|cet|cest)\b/i, (m, p) => withZone(p, m[1])],
  [/^(\d{4})\b/, yearOrTime],
];

function hourOf(text: string, half: string | undefined): number {
  if (half === undefined) return Number(text);
  return (Number(text) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** "@0", "2026-01-31 10:00", "yesterday", "2 hours ago" ⇒ ms; undefined when it is no date. */
export function parseDate(text: string, nowMs: number): number | undefined {
  let rest = text.trim();
  if (/^@-?\d+(?:\.\d+)?$/.test(rest)) return Number(rest.slice(1)) * 1000;
  const parts = new DateParts(nowMs);
  if (rest === '') return Math.floor(nowMs / dayMs) * dayMs;
  while (rest !== '') {
    const found = rules.find(([pattern]) => pattern.test(rest));
    const match = found?.[0].exec(rest);
    if (found === undefined || match === null || match === undefined) return undefined;
    if (!found[1](match, parts)) return undefined;
    rest = rest.slice(match[0].length).replace(/^[\s,]+/, '');
  }
  return parts.total();
}
