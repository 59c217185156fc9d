/** Batches of 1, 2, 4 … stop at the first with a failure. */
import { expect, it } from 'vitest';
import { slowStartBatch } from './slow-start.ts';

const failing = (allowed: number) => {
  let calls = 0;
  return {
    calls: () => calls,
    act: () => {
      calls += 1;
      return calls > allowed ? new Error(`call ${calls}`) : undefined;
    },
  };
};

it.each([
  // count, calls that work ⇒ successes, calls made
  [10, 99, 10, 10],
  [10, 0, 0, 1],
  [10, 1, 1, 3],
  [10, 2, 2, 3],
  [10, 3, 3, 7],
  [0, 99, 0, 0],
])('%i wanted, %i work ⇒ %i made in %i calls', (count, allowed, successes, calls) => {
  const caller = failing(allowed);
  const result = slowStartBatch(count, caller.act);
  expect(result.successes).toBe(successes);
  expect(caller.calls()).toBe(calls);
  expect(result.error === undefined).toBe(successes === count);
});
