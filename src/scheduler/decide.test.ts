/** How many nodes the scheduler looks at. */
import { expect, it } from 'vitest';
import { nodesToFind } from './decide.ts';

it.each([
  [3, 3],
  [99, 99],
  [100, 100],
  [200, 100],
  [1_000, 420],
  [5_000, 500],
  [6_000, 300],
])('%i nodes ⇒ %i feasible ones are enough', (all, enough) => {
  expect(nodesToFind(all)).toBe(enough);
});
