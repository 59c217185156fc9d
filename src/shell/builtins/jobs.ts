/** `jobs`, `fg`, `bg`. */
import { complain, type Execution, stdout } from '../execute/execution.ts';
import type { Job } from '../jobs.ts';
import type { Builtin } from './builtin.ts';

/** Lists jobs; `-p` only process ids, `-l` with them, `-r` those that run. */
export const jobs: Builtin = async (args, x) => {
  const table = x.state.jobs;
  const flags = args.filter((arg) => arg.startsWith('-')).join('');
  for (const job of flags.includes('r') ? table.running() : [...table.all()]) {
    const line = flags.includes('p')
      ? String(job.pid)
      : table.line(job, { pid: flags.includes('l') });
    await stdout(x).write(`${line}\n`);
    if (job.status !== undefined) table.forget(job);
  }
  return 0;
};

async function pick(
  verb: string,
  word: string | undefined,
  x: Execution,
): Promise<Job | undefined> {
  const job =
    word === undefined
      ? x.state.jobs.current()
      : x.state.jobs.find(word.startsWith('%') ? word : `%${word}`);
  if (job === undefined) await complain(x, `${verb}: ${word ?? 'current'}: no such job`);
  return job;
}

/** Waits for a job as if it had been started in front: Ctrl-C reaches it. */
export const fg: Builtin = async ([word], x) => {
  const job = await pick('fg', word, x);
  if (job === undefined) return 1;
  await stdout(x).write(`${job.command}\n`);
  const forward = () => job.controller.abort(x.signal.reason);
  x.signal.addEventListener('abort', forward, { once: true });
  const status = await job.done;
  x.signal.removeEventListener('abort', forward);
  x.state.jobs.forget(job);
  return status;
};

/** Every background job runs already: nothing here can be stopped with Ctrl-Z. */
export const bg: Builtin = async ([word], x) => {
  const job = await pick('bg', word, x);
  if (job === undefined) return 1;
  if (job.status === undefined) await complain(x, `bg: job ${job.number} already in background`);
  return 0;
};
