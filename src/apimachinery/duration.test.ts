import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { humanDuration, parseGoDuration, printGoDuration, shortHumanDuration } from './duration.ts';

const s = 1_000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

describe('humanDuration', () => {
  it.each([
    [-2 * s, '<invalid>'],
    [-1 * s, '0s'],
    [119 * s, '119s'],
    [120 * s, '2m'],
    [150 * s, '2m30s'],
    [10 * m + 5 * s, '10m'],
    [179 * m, '179m'],
    [3 * h, '3h'],
    [3 * h + 5 * m, '3h5m'],
    [8 * h + 5 * m, '8h'],
    [47 * h, '47h'],
    [48 * h, '2d'],
    [50 * h, '2d2h'],
    [9 * d + h, '9d'],
    [729 * d, '729d'],
    [730 * d, '2y'],
    [740 * d, '2y10d'],
    [3000 * d, '8y'],
  ])('%d ms ⇒ %s', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });

  it('has a shorter form', () => {
    expect([90 * s, 90 * m, 3 * d].map(shortHumanDuration)).toEqual(['1m', '1h', '3d']);
  });
});

describe("Go's durations", () => {
  it.each([
    ['1m30s', 90 * s],
    ['1.5h', 90 * m],
    ['-2ms', -2],
    ['0', 0],
    ['', undefined],
    ['5', undefined],
    ['1x', undefined],
    ['1s junk', undefined],
  ])('%j ⇒ %j', (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms);
  });

  it('print and parse to what they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
        expect(parseGoDuration(printGoDuration(ms))).toBeCloseTo(ms, 3);
      }),
    );
  });
});
