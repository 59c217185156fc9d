/** Dates without a `Date`: UTC, the proleptic Gregorian calendar, strftime's letters. */

/** A moment taken apart, in UTC. */
interface Moment {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly yearDay: number;
}

const dayMs = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Days from 1970-01-01: (2000, 3, 1) ⇒ 11017 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** 0 ⇒ 1970-01-01 00:00:00, a Thursday. */
export function momentOf(ms: number): Moment {
  const days = Math.floor(ms / dayMs);
  const rest = ms - days * dayMs;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: Math.floor(rest % 1000),
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysFromCivil(year, 1, 1) + 1,
  };
}

function isoWeek(m: Moment): { year: number; week: number } {
  const monday = (m.weekday + 6) % 7;
  const week = Math.floor((m.yearDay - 1 - monday + 10) / 7);
  const length = (year: number) => {
    const start = (daysFromCivil(year, 1, 1) + 3) % 7;
    const leap = daysFromCivil(year, 12, 31) - daysFromCivil(year, 1, 1) === 365;
    return start === 3 || (leap && start === 2) ? 53 : 52;
  };
  if (week < 1) return { year: m.year - 1, week: length(m.year - 1) };
  return week > length(m.year) ? { year: m.year + 1, week: 1 } : { year: m.year, week };
}

const composed: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  h: '%b',
};

function one(letter: string, m: Moment, ms: number): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const twelve = m.hour % 12 === 0 ? 12 : m.hour % 12;
  const table: Readonly<Record<string, () => string>> = {
    Y: () => String(m.year),
    C: () => two(Math.floor(m.year / 100)),
    y: () => two(m.year % 100),
    m: () => two(m.month),
    d: () => two(m.day),
    e: () => String(m.day).padStart(2),
    H: () => two(m.hour),
    k: () => String(m.hour).padStart(2),
    I: () => two(twelve),
    l: () => String(twelve).padStart(2),
    M: () => two(m.minute),
    S: () => two(m.second),
    N: () => String(m.millisecond).padStart(3, '0').padEnd(9, '0'),
    s: () => String(Math.floor(ms / 1000)),
    p: () => (m.hour < 12 ? 'AM' : 'PM'),
    P: () => (m.hour < 12 ? 'am' : 'pm'),
    a: () => (weekdays[m.weekday] ?? '').slice(0, 3),
    A: () => weekdays[m.weekday] ?? '',
    b: () => (months[m.month - 1] ?? '').slice(0, 3),
    B: () => months[m.month - 1] ?? '',
    j: () => String(m.yearDay).padStart(3, '0'),
    u: () => String(m.weekday === 0 ? 7 : m.weekday),
    w: () => String(m.weekday),
    q: () => String(Math.ceil(m.month / 3)),
    U: () => two(Math.floor((m.yearDay + 6 - m.weekday) / 7)),
    W: () => two(Math.floor((m.yearDay + 6 - ((m.weekday + 6) % 7)) / 7)),
    V: () => two(isoWeek(m).week),
    G: () => String(isoWeek(m).year),
    g: () => two(isoWeek(m).year % 100),
    z: () => '+0000',
    Z: () => 'UTC',
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
  };
  return table[letter]?.();
}

/** Flags of `date`: `-` no padding, `_` blanks, `0` zeros, `^` capitals; and a width. */
function padDate(text: string, flags: string, width: string): string {
  if (flags.includes('-')) return text.replace(/^[0 ]+(?=.)/, '');
  const cased = flags.includes('^') ? text.toUpperCase() : text;
  const shown = flags.includes('_')
    ? cased.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length))
    : flags.includes('0')
      ? cased.replace(/^ +/, (blanks) => '0'.repeat(blanks.length))
      : cased;
  if (width === '') return shown;
  const fill = flags.includes('_') || !/^\d/.test(shown) ? ' ' : '0';
  return shown.padStart(Number(width), flags.includes('0') ? '0' : fill);
}

/** ("%F %T", 0) ⇒ "1970-01-01 00:00:00" */
export function formatDate(format: string, ms: number): string {
  const moment = momentOf(ms);
  return format.replace(
    /%([-_0^#]*)(\d*)(:?z|[A-Za-z%])/g,
    (all, flags: string, width: string, letter: string) => {
      if (letter === ':z') return '+00:00';
      if (letter === 'N' && width !== '')
        return (one('N', moment, ms) ?? '').slice(0, Number(width));
      const shape = composed[letter];
      const text = shape === undefined ? one(letter, moment, ms) : formatDate(shape, ms);
      if (text === undefined) return all;
      return padDate(text, flags, width);
    },
  );
}
