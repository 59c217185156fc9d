/** Schedules: when they are next, and what is refused in upstream's words. */
import { describe, expect, test } from 'vitest';
import { parseTime, printTime } from '#apimachinery/time.ts';
import { isTimeZone, parseSchedule } from './schedule.ts';
import { printZonedTime } from './zoned-time.ts';

const from = parseTime('2026-01-05T09:05:30Z');
const next = (schedule: string, zone?: string): string => {
  const ms = parseSchedule(schedule, zone).next(from);
  return ms === undefined ? 'never' : printTime(ms);
};

describe('the next time', () => {
  test.each([
    ['* * * * *', '2026-01-05T09:06:00Z'],
    ['*/15 * * * *', '2026-01-05T09:15:00Z'],
    ['0 5 * * *', '2026-01-06T05:00:00Z'],
    ['0 0 1 * *', '2026-02-01T00:00:00Z'],
    ['0 0 * * sun', '2026-01-11T00:00:00Z'],
    ['0 0 13 * fri', '2026-01-09T00:00:00Z'],
    ['0 0 */10 * *', '2026-01-11T00:00:00Z'],
    ['30 9-17/4 * jan-feb mon-fri', '2026-01-05T09:30:00Z'],
    ['@hourly', '2026-01-05T10:00:00Z'],
    ['@yearly', '2027-01-01T00:00:00Z'],
    ['@every 90s', '2026-01-05T09:07:00Z'],
    ['0 0 31 2 *', 'never'],
  ])('%s: %s', (schedule, expected) => {
    expect(next(schedule)).toBe(expected);
  });

  test('is counted in a time zone', () => {
    expect(next('0 5 * * *', 'America/New_York')).toBe('2026-01-05T10:00:00Z');
  });
});

test.each([
  ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
  ['61 * * * *', 'end of range (61) above maximum (59): 61'],
  ['@foo', 'unrecognized descriptor: @foo'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['* 5-3 * * *', 'beginning of range (5) beyond end of range (3): 5-3'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['a * 1 * *', 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'],
  ['1-2-3 * 1 * *', 'too many hyphens: 1-2-3'],
  ['1/2/3 * 1 * *', 'too many slashes: 1/2/3'],
  ['-1 * 1 * *', 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'],
  ['@every x', 'failed to parse duration @every x: time: invalid duration "x"'],
  ['* * * * * *', 'expected exactly 5 fields, found 6: [* * * * * *]'],
  [' ', 'expected exactly 5 fields, found 0: []'],
  ['', 'empty spec string'],
])('%j is refused', (schedule, message) => {
  expect(() => parseSchedule(schedule)).toThrow(message);
});

test('a time zone is known or not', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('Mars/Base')]).toEqual([true, false]);
});

test.each([
  ['UTC', '2026-01-05T09:05:30Z'],
  ['Europe/Berlin', '2026-01-05T10:05:30+01:00'],
  ['America/St_Johns', '2026-01-05T05:35:30-03:30'],
])('in %s it is %s', (zone, expected) => {
  expect(printZonedTime(from, zone)).toBe(expected);
});
