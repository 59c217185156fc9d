/** Batches of 1, 2, 4 … so that what fails for all fails only once. */

/**
 * Calls `act` up to `count` times, in batches that double while all succeed; a batch with a failure
 * is the last. Gives the first error met, if any.
 * Mirrors kubernetes pkg/controller/replicaset/replica_set.go slowStartBatch.
 */
export function slowStartBatch<E extends Error>(
  count: number,
  act: () => E | undefined,
): { readonly successes: number; readonly error: E | undefined } {
  let successes = 0;
  let left = count;
  for (let size = Math.min(1, left); size > 0; size = Math.min(2 * size, left)) {
    let error: E | undefined;
    for (let i = 0; i < size; i += 1) {
      const failure = act();
      if (failure) error ??= failure;
      else successes += 1;
    }
    if (error) return { successes, error };
    left -= size;
  }
  return { successes, error: undefined };
}
