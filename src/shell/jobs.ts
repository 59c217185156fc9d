/** Jobs of one shell: numbers, states, and what the next prompt should say about them. */
import type { Gate } from './gate.ts';
import { signalEnd } from './signals.ts';

/** What a job runs with. */
export interface JobParts {
  readonly pid: number;
  readonly command: string;
  /** Ends it. */
  readonly controller: AbortController;
  /** Stops it. */
  readonly gate: Gate;
  readonly done: Promise<number>;
}

/** One job. */
export interface Job extends JobParts {
  readonly number: number;
  status: number | undefined;
  /** The signal that ended it. */
  killedBy: number | undefined;
  /** Whether its end has been told or asked for. */
  told: boolean;
  /** Whether it was put in the background: `&` is shown. */
  background: boolean;
}

function describeState(job: Job): string {
  if (job.status === undefined) return job.gate.closed ? 'Stopped' : 'Running';
  if (job.status === 0) return 'Done';
  if (job.killedBy !== undefined) return signalEnd(job.killedBy);
  return `Exit ${job.status}`;
}

/** How many signals end a process: 129 to 159 may be one. */
const lastSignal = 159;

/** The jobs a shell started, in order. */
export class Jobs {
  #jobs: Job[] = [];
  /** Jobs in the order they were last stopped or started: the last is `%+`. */
  #recent: Job[] = [];
  /** Statuses of ended jobs, for `wait PID`. */
  readonly #ended = new Map<number, number>();

  start(parts: JobParts, background = true): Job {
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    const job: Job = {
      ...parts,
      number,
      background,
      status: undefined,
      killedBy: undefined,
      told: false,
    };
    this.#jobs.push(job);
    this.touch(job);
    const ended = (status: number) => {
      job.status = status;
      const killed = job.controller.signal.aborted && status > 128 && status <= lastSignal;
      job.killedBy = killed ? status - 128 : undefined;
      this.#ended.set(job.pid, status);
    };
    parts.done.then(ended, () => ended(1));
    return job;
  }

  all(): readonly Job[] {
    return this.#jobs;
  }

  /** Those that have not ended: running or stopped. */
  alive(): readonly Job[] {
    return this.#jobs.filter((job) => job.status === undefined);
  }

  running(): readonly Job[] {
    return this.alive().filter((job) => !job.gate.closed);
  }

  stopped(): readonly Job[] {
    return this.alive().filter((job) => job.gate.closed);
  }

  /** Makes it the current job. */
  touch(job: Job): void {
    this.#recent = [...this.#recent.filter((other) => other !== job), job];
  }

  /** "%1", "%+", "%%", "%-", "%name", "%?part" or a pid. */
  find(word: string): Job | undefined {
    const rest = word.slice(1);
    if (!word.startsWith('%')) return this.#jobs.find((job) => String(job.pid) === word);
    if (rest === '' || rest === '%' || rest === '+') return this.current();
    if (rest === '-') return this.previous() ?? this.current();
    if (/^\d+$/.test(rest)) return this.#jobs.find((job) => job.number === Number(rest));
    return rest.startsWith('?')
      ? this.#jobs.find((job) => job.command.includes(rest.slice(1)))
      : this.#jobs.find((job) => job.command.startsWith(rest));
  }

  /** A stopped job comes before those that run. */
  current(): Job | undefined {
    return this.#ranked().at(-1);
  }

  previous(): Job | undefined {
    return this.#ranked().at(-2);
  }

  endedStatus(pid: number): number | undefined {
    return this.#ended.get(pid);
  }

  forget(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#recent = this.#recent.filter((other) => other !== job);
  }

  /** `[1]+  Running                 sleep 5 &` */
  line(job: Job, options: { pid?: boolean } = {}): string {
    const state = describeState(job);
    const tail = state === 'Running' ? ' &' : '';
    const pid = options.pid === true ? `${String(job.pid).padStart(5)} ` : '';
    return `[${job.number}]${this.mark(job)}  ${pid}${state.padEnd(24)}${job.command}${tail}`;
  }

  /** Lines about jobs that ended since the last prompt; they are forgotten. */
  takeNotices(): string[] {
    const ended = this.#jobs.filter((job) => job.status !== undefined);
    const lines = ended.filter((job) => !job.told).map((job) => this.line(job));
    for (const job of ended) this.forget(job);
    return lines;
  }

  /** `+` for the current job, `-` for the one before. */
  mark(job: Job): string {
    if (job === this.current()) return '+';
    return job === this.previous() ? '-' : ' ';
  }

  #ranked(): readonly Job[] {
    const rank = (job: Job) => (job.status !== undefined ? 0 : job.gate.closed ? 2 : 1);
    return [...this.#recent].sort((a, b) => rank(a) - rank(b));
  }
}
