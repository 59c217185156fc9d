/** What signals do to a job. */
import type { Job } from '../jobs.ts';
import { signalEffect } from '../signals.ts';
import { Killed } from './flow.ts';

/** Stops, continues or ends it. A stopped job takes its end when it is continued; SIGKILL waits for nothing. */
export function signalJob(job: Job, signal: number): void {
  const effect = signalEffect(signal);
  if (effect === 'stop') job.gate.close();
  else if (effect === 'continue') job.gate.open();
  else if (effect === 'end') {
    job.controller.abort(new Killed(128 + signal));
    if (signal === 9 || signal === 1) job.gate.open();
  }
}
