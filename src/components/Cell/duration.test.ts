import { expect, it } from 'vitest';
import { parseDuration, sayDuration } from './duration.ts';

it.each([
  ['60s', 60_000, '60 s'],
  ['5m50s', 350_000, '5 min 50 s'],
  ['1h', 3_600_000, '1 h'],
])('%s', (text, ms, said) => {
  expect(parseDuration(text)).toBe(ms);
  expect(sayDuration(text)).toBe(said);
});
