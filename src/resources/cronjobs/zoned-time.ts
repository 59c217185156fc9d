/** A time as it reads in a time zone: "2026-01-05T10:00:00+01:00". */
import { parseTime, printTime } from '#apimachinery/time.ts';

const MINUTE_MS = 60_000;

/** How far a zone is ahead of UTC at a moment, in minutes. */
function offsetMinutes(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const part = (type: string): string =>
    (parts.find((each) => each.type === type)?.value ?? '0').padStart(2, '0');
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const localMs = parseTime(`${date}T${part('hour')}:${part('minute')}:${part('second')}Z`);
  return Math.round((localMs - ms) / MINUTE_MS);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** RFC 3339 with the zone's offset; `Z` for none. */
export function printZonedTime(ms: number, timeZone: string): string {
  const offset = offsetMinutes(ms, timeZone);
  if (offset === 0) return printTime(ms);
  const text = printTime(ms + offset * MINUTE_MS).slice(0, -1);
  const size = Math.abs(offset);
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
