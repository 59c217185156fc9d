/** The CPU model: idle, loaded, throttled, and the same again for the same sample. */
import { expect, test } from 'vitest';
import { cpuNanos, LOAD_CPU, loadMilli } from './cpu.ts';

const use = { idleMilli: 1, loadMilli: 0, limitMilli: undefined, sample: 'web/1' };

test('an idle server takes about a thousandth of a core', () => {
  expect(Math.abs(cpuNanos(use) - 1e6)).toBeLessThan(0.03e6);
});

test('load adds to it, up to the limit', () => {
  expect(Math.abs(cpuNanos({ ...use, loadMilli: 300 }) - 301e6)).toBeLessThan(7e6);
  expect(cpuNanos({ ...use, loadMilli: 300, limitMilli: 200 })).toBe(200e6);
});

test('a sample says the same twice, another says another', () => {
  const loaded = { ...use, loadMilli: 500 };
  expect(cpuNanos(loaded)).toBe(cpuNanos(loaded));
  expect(cpuNanos({ ...loaded, sample: 'web/2' })).not.toBe(cpuNanos(loaded));
});

test.each([
  ['900m', 900],
  ['2', 2_000],
  ['0.5', 500],
  ['lots', 0],
  ['-1', 0],
])('a load of %s is %i thousandths of a core', (text, milli) => {
  expect(loadMilli({ [LOAD_CPU]: text })).toBe(milli);
});

test('no annotation, no load', () => {
  expect(loadMilli(undefined)).toBe(0);
});
