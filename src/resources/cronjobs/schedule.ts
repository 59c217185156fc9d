/** When a CronJob is due: cron expressions, descriptors such as `@hourly`, and `@every 90s`. Mirrors robfig/cron ParseStandard. */
import { Cron } from 'croner';
import { parseGoDuration } from '#apimachinery/duration.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { printTime } from '#apimachinery/time.ts';
import { type Bounds, type CronField, parseField } from './field.ts';

export interface Schedule {
  /** The first time after `ms`; undefined when there is none. */
  next(ms: number): number | undefined;
}

const MINUTE: Bounds = { min: 0, max: 59 };
const HOUR: Bounds = { min: 0, max: 23 };
const DAY: Bounds = { min: 1, max: 31 };
const MONTH: Bounds = {
  min: 1,
  max: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const WEEKDAY: Bounds = {
  min: 0,
  max: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};
const FIELDS = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const EVERY = '@every ';
const ZONE = /^(?:CRON_)?TZ=(\S*) +/;

/** A fixed delay, whole seconds, at least one. */
function every(descriptor: string): Schedule {
  const text = descriptor.slice(EVERY.length);
  const delayMs = parseGoDuration(text);
  if (delayMs === undefined) {
    const why = /^[+-]?[\d.]+$/.test(text) ? 'missing unit in duration' : 'invalid duration';
    const error = `time: ${why} ${JSON.stringify(text)}`;
    throw new ParseError(`failed to parse duration ${descriptor}: ${error}`);
  }
  const stepMs = Math.max(1_000, Math.floor(delayMs / 1_000) * 1_000);
  return { next: (ms) => Math.floor(ms / 1_000) * 1_000 + stepMs };
}

const printField = ({ values, isStar }: CronField): string => (isStar ? '*' : values.join(','));

function parseExpression(text: string, timeZone: string): Schedule {
  const parts = text.split(/\s+/).filter(Boolean);
  if (parts.length !== FIELDS.length) {
    const found = `found ${parts.length}: [${parts.join(' ')}]`;
    throw new ParseError(`expected exactly ${FIELDS.length} fields, ${found}`);
  }
  const fields = FIELDS.map((bounds, at) => parseField(parts[at] ?? '', bounds));
  if (fields.some(({ values }) => values.length === 0)) return { next: () => undefined };
  const cron = new Cron(fields.map(printField).join(' '), { timezone: timeZone, mode: '5-part' });
  return { next: (ms) => cron.nextRun(printTime(ms))?.getTime() };
}

/** Reads a schedule; throws ParseError with the words of upstream's parser. */
export function parseSchedule(text: string, timeZone = 'UTC'): Schedule {
  if (text === '') throw new ParseError('empty spec string');
  const zone = ZONE.exec(text);
  const spec = zone ? text.slice(zone[0].length).trim() : text;
  if (!spec.startsWith('@')) return parseExpression(spec, zone?.[1] || timeZone);
  if (spec.startsWith(EVERY)) return every(spec);
  const known = Object.hasOwn(DESCRIPTORS, spec) ? DESCRIPTORS[spec] : undefined;
  if (known === undefined) throw new ParseError(`unrecognized descriptor: ${spec}`);
  return parseExpression(known, timeZone);
}

/** Whether a time zone has a name that is known here. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
