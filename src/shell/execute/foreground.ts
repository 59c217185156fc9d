/** A command in front of a person: Ctrl-Z makes it a stopped job, and the shell goes on without it. */
import { Gate } from '../gate.ts';
import type { Job } from '../jobs.ts';
import { follow } from '../streams/abortable.ts';
import { type Execution, stderr } from './execution.ts';
import { Killed } from './flow.ts';
import { signalJob } from './job-signals.ts';

/** What a stopped command gives: 128 + SIGTSTP. */
const stoppedStatus = 148;

/** Whether commands of this shell can be stopped: a person is there, and this is the shell itself. */
function hasJobControl(x: Execution): boolean {
  const { state, host } = x;
  return host.announcesJobs() && state.interactive && !state.isSubshell;
}

/** Runs something that Ctrl-Z may stop. */
export async function inForeground(
  x: Execution,
  command: () => string,
  run: (inner: Execution) => Promise<number>,
): Promise<number> {
  if (!hasJobControl(x) || x.host.foreground.current !== undefined) return run(x);
  const { controller, release } = follow(x.signal);
  const gate = new Gate();
  const done = run({ ...x, signal: controller.signal, gate });
  const status = await untilStopped(x, gate, done);
  if (status !== undefined) {
    release();
    return status;
  }
  release();
  const job = x.state.jobs.start(
    { pid: x.host.nextPid(), command: command(), controller, gate, done: passing(gate, done) },
    false,
  );
  register(job, x);
  await sayStopped(job, x);
  return stoppedStatus;
}

/** Brings a job to the front: Ctrl-C and Ctrl-Z reach it again. */
export async function bringToFront(job: Job, x: Execution): Promise<number> {
  job.background = false;
  job.gate.open();
  x.state.jobs.touch(job);
  const forward = () => job.controller.abort(x.signal.reason);
  if (x.signal.aborted) forward();
  x.signal.addEventListener('abort', forward, { once: true });
  try {
    const status = await untilStopped(x, job.gate, job.done);
    if (status === undefined) {
      await sayStopped(job, x);
      return stoppedStatus;
    }
    x.state.jobs.forget(job);
    return status;
  } finally {
    x.signal.removeEventListener('abort', forward);
  }
}

/** Lets `kill PID` reach a job as long as it lives. */
export function register(job: Job, x: Execution): void {
  const remove = x.host.processes.add(job.pid, (signal) => signalJob(job, signal));
  job.done.finally(remove).catch(() => undefined);
}

/** A job that has ended while it was stopped is told of when it is continued. */
export async function passing(gate: Gate, done: Promise<number>): Promise<number> {
  const status = await done;
  await gate.pass();
  return status;
}

/** The status; undefined when Ctrl-Z came first. */
async function untilStopped(
  x: Execution,
  gate: Gate,
  done: Promise<number>,
): Promise<number | undefined> {
  const { foreground } = x.host;
  const stopped = new Promise<undefined>((stop) => {
    foreground.current = () => {
      gate.close();
      stop(undefined);
    };
  });
  try {
    return await Promise.race([done, stopped]);
  } finally {
    foreground.current = undefined;
  }
}

async function sayStopped(job: Job, x: Execution): Promise<void> {
  x.state.jobs.touch(job);
  await stderr(x).write(`\n${x.state.jobs.line(job)}\n`);
}

/** Ends what is stopped when its shell goes. */
export function hangUp(jobs: readonly Job[]): void {
  for (const job of jobs) {
    job.controller.abort(new Killed(129));
    job.gate.open();
  }
}
