import { expect, it } from 'vitest';
import { formatElapsed, machineElapsed } from './elapsed.ts';

it.each([
  [0, '00:00:00'],
  [59_999, '00:00:59'],
  [352_000, '00:05:52'],
  [360_000_000, '100:00:00'],
])('%i ms is %s', (elapsedMs, text) => {
  expect(formatElapsed(elapsedMs)).toBe(text);
});

it('has a form for machines', () => {
  expect(machineElapsed(352_400)).toBe('PT352S');
});
