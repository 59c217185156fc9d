/** `wait`. */
import { complain, type Execution, stderr } from '../execute/execution.ts';
import type { Job } from '../jobs.ts';
import { abortable } from '../streams/abortable.ts';
import type { Builtin } from './builtin.ts';

async function waitFor(job: Job, x: Execution): Promise<number> {
  const status = await abortable(job.done, x.signal);
  const { state, host } = x;
  if (host.announcesJobs() && state.interactive && !state.isSubshell && !job.told) {
    await stderr(x).write(`${state.jobs.line(job)}\n`);
    state.jobs.forget(job);
  }
  job.told = true;
  return status;
}

/** `wait -n`: the next to end, of all or of those named. */
async function waitForNext(
  words: readonly string[],
  variable: string | undefined,
  x: Execution,
): Promise<number> {
  const { jobs } = x.state;
  const chosen = words.length > 0 ? words.map((word) => jobs.find(word)) : jobs.all();
  const known = chosen.filter((job) => job !== undefined && !job.told) as Job[];
  if (known.length === 0) return 127;
  const first = await abortable(
    Promise.race(known.map((job) => job.done.then(() => job))),
    x.signal,
  );
  if (variable !== undefined) x.state.variables.set(variable, String(first.pid));
  return waitFor(first, x);
}

/** Waits for every job, or for those named; gives the last one's status. */
export const wait: Builtin = async (args, x) => {
  const { jobs } = x.state;
  const atName = args.indexOf('-p');
  const variable = atName < 0 ? undefined : args[atName + 1];
  const words = args.filter(
    (arg, at) => !/^-[nf]+$/.test(arg) && (atName < 0 || (at !== atName && at !== atName + 1)),
  );
  if (args.some((arg) => /^-f?n/.test(arg))) return waitForNext(words, variable, x);
  if (words.length === 0) {
    for (const job of jobs.running()) await waitFor(job, x);
    for (const job of jobs.all()) job.told ||= job.status !== undefined;
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const job = jobs.find(word);
    const ended = jobs.endedStatus(Number(word));
    if (job !== undefined) status = await waitFor(job, x);
    else if (ended !== undefined) status = ended;
    else {
      await complain(x, refusal(word));
      status = /^%|^\d+$/.test(word) ? 127 : 1;
    }
  }
  return status;
};

function refusal(word: string): string {
  if (word.startsWith('%')) return `wait: ${word}: no such job`;
  return /^\d+$/.test(word)
    ? `wait: pid ${word} is not a child of this shell`
    : `wait: \`${word}': not a pid or valid job spec`;
}
