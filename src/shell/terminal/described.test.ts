import { expect, it } from 'vitest';
import { described } from './described.ts';

const texts = { get: 'Display one or many resources', scale: 'Set a new size' };

it.each([
  [80, ['get    (Display one or many resources)', 'x', 'scale  (Set a new size)']],
  [24, ['get    (Display one or…)', 'x', 'scale  (Set a new size)']],
  [14, ['get  (Displa…)', 'x', 'scale  (Set …)']],
  [7, ['get', 'x', 'scale']],
])('in %i columns', (columns, rows) => {
  expect(described(['get', 'x', 'scale'], texts, columns)).toEqual(rows);
});
