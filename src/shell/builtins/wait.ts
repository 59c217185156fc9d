/** `wait`. */
import { complain } from '../execute/execution.ts';
import { abortable } from '../streams/abortable.ts';
import type { Builtin } from './builtin.ts';

/** Waits for every job, or for those named; gives the last one's status. */
export const wait: Builtin = async (args, x) => {
  const { jobs } = x.state;
  const words = args.filter((arg) => !arg.startsWith('-'));
  if (args.includes('-n')) {
    const running = jobs.running();
    if (running.length === 0) return 127;
    return abortable(Promise.race(running.map((job) => job.done)), x.signal);
  }
  if (words.length === 0) {
    for (const job of jobs.running()) await abortable(job.done, x.signal);
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const job = jobs.find(word);
    const ended = jobs.endedStatus(Number(word));
    if (job !== undefined) {
      status = await abortable(job.done, x.signal);
      job.told = true;
    } else if (ended !== undefined) status = ended;
    else {
      const why = word.startsWith('%') ? 'no such job' : 'is not a child of this shell';
      await complain(
        x,
        word.startsWith('%') ? `wait: ${word}: ${why}` : `wait: pid ${word} ${why}`,
      );
      status = 127;
    }
  }
  return status;
};
