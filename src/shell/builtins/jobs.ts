/** `jobs`, `fg`, `bg`, `disown`, `suspend`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { bringToFront } from '../execute/foreground.ts';
import type { Job } from '../jobs.ts';
import type { Builtin } from './builtin.ts';

/** Lists jobs; `-p` only process ids, `-l` with them, `-r` those that run, `-s` those that are stopped. */
export const jobs: Builtin = async (args, x) => {
  const table = x.state.jobs;
  const flags = args.filter((arg) => /^-[lnprs]+$/.test(arg)).join('');
  const words = args.filter((arg) => !arg.startsWith('-'));
  const wrong = args.find((arg) => arg.startsWith('-') && !/^-[lnprs]+$/.test(arg));
  if (wrong !== undefined) {
    await complain(x, `jobs: ${wrong}: invalid option`);
    await stderr(x).write('jobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]\n');
    return 2;
  }
  let status = 0;
  const wanted: Job[] = [];
  for (const word of words) {
    const job = table.find(word.startsWith('%') ? word : `%${word}`);
    if (job !== undefined) wanted.push(job);
    else {
      await complain(x, `jobs: ${word}: no such job`);
      status = 1;
    }
  }
  const chosen = words.length > 0 ? wanted : listed(flags, x);
  const lines = chosen.map((job) =>
    flags.includes('p') ? String(job.pid) : table.line(job, { pid: flags.includes('l') }),
  );
  for (const job of chosen) if (job.status !== undefined) table.forget(job);
  await stdout(x).write(lines.map((line) => `${line}\n`).join(''));
  return status;
};

function listed(flags: string, x: Execution): readonly Job[] {
  const table = x.state.jobs;
  if (flags.includes('r')) return table.running();
  return flags.includes('s') ? table.stopped() : table.all();
}

async function pick(
  verb: string,
  word: string | undefined,
  x: Execution,
): Promise<Job | undefined> {
  if (!x.state.interactive || x.state.isSubshell) {
    await complain(x, `${verb}: no job control`);
    return undefined;
  }
  const job =
    word === undefined
      ? x.state.jobs.current()
      : x.state.jobs.find(word.startsWith('%') ? word : `%${word}`);
  if (job === undefined) await complain(x, `${verb}: ${word ?? 'current'}: no such job`);
  return job;
}

/** Waits for a job as if it had been started in front: Ctrl-C and Ctrl-Z reach it. */
export const fg: Builtin = async ([word], x) => {
  const job = await pick('fg', word, x);
  if (job === undefined) return 1;
  if (job.status !== undefined) {
    await complain(x, 'fg: job has terminated');
    x.state.jobs.forget(job);
    return 1;
  }
  await stdout(x).write(`${job.command}\n`);
  return bringToFront(job, x);
};

/** Lets stopped jobs go on behind. */
export const bg: Builtin = async (words, x) => {
  let status = 0;
  for (const word of words.length > 0 ? words : [undefined]) {
    const job = await pick('bg', word, x);
    if (job === undefined) status = 1;
    else if (job.status !== undefined) {
      await complain(x, 'bg: job has terminated');
      status = 1;
    } else if (!job.gate.closed) await complain(x, `bg: job ${job.number} already in background`);
    else {
      job.background = true;
      job.gate.open();
      await stdout(x).write(`[${job.number}]${x.state.jobs.mark(job)} ${job.command} &\n`);
    }
  }
  return status;
};

/** Forgets jobs: they go on, nobody tells of them. */
export const disown: Builtin = async (args, x) => {
  const table = x.state.jobs;
  const flags = args.filter((arg) => /^-[ahr]+$/.test(arg)).join('');
  const words = args.filter((arg) => !/^-[ahr]+$/.test(arg));
  if (flags.includes('h')) return 0;
  if (words.length === 0 && /[ar]/.test(flags)) {
    for (const job of flags.includes('r') ? table.running() : [...table.all()]) table.forget(job);
    return 0;
  }
  let status = 0;
  for (const word of words.length > 0 ? words : ['%+']) {
    const job = table.find(word);
    if (job !== undefined) table.forget(job);
    else {
      await complain(x, `disown: ${words.length > 0 ? word : 'current'}: no such job`);
      status = 1;
    }
  }
  return status;
};

/** Only another shell could bring this one back. */
export const suspend: Builtin = async (_args, x) => {
  await complain(x, 'suspend: cannot suspend a login shell');
  return 1;
};
