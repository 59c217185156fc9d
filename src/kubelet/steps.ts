/** Work that takes time, told as a generator: it yields milliseconds, or a call to wait for. */
import type { Clock, Timer } from '#kernel/clock.ts';

/** Milliseconds to wait, or something that calls back when it is done. */
type Wait = number | ((resume: () => void) => void);
export type Steps<Result> = Generator<Wait, Result, void>;

/** A generator under way. */
export interface Running {
  /** It goes no further: nothing after its current wait happens. */
  cancel(): void;
}

/** Drives `steps` on the clock; `onEnd` gets what they return. The first part runs at once. */
export function runSteps<Result>(
  clock: Clock,
  steps: Steps<Result>,
  onEnd: (result: Result) => void,
): Running {
  let timer: Timer | undefined;
  let isCancelled = false;
  const advance = (): void => {
    if (isCancelled) return;
    const step = steps.next();
    if (step.done) onEnd(step.value);
    else if (typeof step.value === 'number') timer = clock.after(step.value, advance);
    else step.value(advance);
  };
  advance();
  return {
    cancel: () => {
      isCancelled = true;
      timer?.cancel();
    },
  };
}
