/** Stops the world when we, not the learner, are wrong (design §3.8). */

/** A broken assumption of ours. Never caught inside the cluster. */
export class AssertionError extends Error {
  override name = 'AssertionError';
}

let describeWorld: () => string = () => '';

/** What an AssertionError appends to its message: seed, virtual time, the last trace lines. */
export function setAssertContext(describe: () => string): void {
  describeWorld = describe;
}

/** Throws unless `condition` holds; `message` says what should have been true. */
export function assert(condition: unknown, message: string): asserts condition {
  if (condition) return;
  const world = describeWorld();
  throw new AssertionError(world ? `${message}\n${world}` : message);
}
