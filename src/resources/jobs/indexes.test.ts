/** Sets of indexes as text, and back. */
import { expect, test } from 'vitest';
import {
  checkIndexes,
  countIndexes,
  hasIndex,
  parseIntervals,
  printIntervals,
  withIndexes,
} from './indexes.ts';

test.each([
  ['', ''],
  ['0', '0'],
  ['0,1', '0,1'],
  ['0-2', '0-2'],
  ['0,1,2,5', '0-2,5'],
  ['7-12', '7-9'],
  ['x,3', '3'],
])('%j below 10 is %j', (text, expected) => {
  expect(printIntervals(parseIntervals(text, 10))).toBe(expected);
});

test('indexes are added in any order, each once', () => {
  const intervals = withIndexes(parseIntervals('1,4-5', 10), [3, 2, 4, 9]);
  expect(printIntervals(intervals)).toBe('1-5,9');
  expect(countIndexes(intervals)).toBe(6);
  expect([hasIndex(intervals, 5), hasIndex(intervals, 6)]).toEqual([true, false]);
});

test.each([
  ['0-2,4', { count: 4 }],
  ['4', { count: 0, error: 'too large index: "4"' }],
  ['x', { count: 0, error: 'cannot convert string to integer for index: "x"' }],
  ['1,0', { count: 0, error: 'non-increasing order, previous: 1, current: 0' }],
  ['2-1', { count: 0, error: 'non-increasing order, previous: 2, current: 1' }],
  [
    'a-b-c',
    {
      count: 0,
      error:
        'the fragment "a-b-c" violates the requirement that an index interval can have at most two parts separated by \'-\'',
    },
  ],
])('%j of 5', (text, expected) => {
  expect(checkIndexes(text, text === '4' ? 4 : 5)).toEqual(expected);
});
