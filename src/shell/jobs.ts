/** Background jobs of one shell: numbers, states, and what the next prompt should say about them. */

/** One job. */
export interface Job {
  readonly number: number;
  readonly pid: number;
  readonly command: string;
  readonly controller: AbortController;
  readonly done: Promise<number>;
  status: number | undefined;
  /** Whether its end has been told or asked for. */
  told: boolean;
}

/** 143 ⇒ "Terminated", 0 ⇒ "Done", 3 ⇒ "Exit 3" */
function describeEnd(status: number): string {
  if (status === 0) return 'Done';
  const signals: Readonly<Record<number, string>> = {
    129: 'Hangup',
    130: 'Interrupt',
    131: 'Quit',
    137: 'Killed',
    143: 'Terminated',
  };
  return signals[status] ?? `Exit ${status}`;
}

/** The jobs a shell started, in order. */
export class Jobs {
  #jobs: Job[] = [];
  /** Statuses of ended jobs, for `wait PID`. */
  readonly #ended = new Map<number, number>();

  start(pid: number, command: string, controller: AbortController, done: Promise<number>): Job {
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    const job: Job = { number, pid, command, controller, done, status: undefined, told: false };
    this.#jobs.push(job);
    done.then(
      (status) => {
        job.status = status;
        this.#ended.set(pid, status);
      },
      () => {
        job.status = 1;
        this.#ended.set(pid, 1);
      },
    );
    return job;
  }

  all(): readonly Job[] {
    return this.#jobs;
  }

  running(): readonly Job[] {
    return this.#jobs.filter((job) => job.status === undefined);
  }

  /** "%1", "%+", "%%", "%-", "%name", "%?part" or a pid. */
  find(word: string): Job | undefined {
    const rest = word.slice(1);
    if (!word.startsWith('%')) return this.#jobs.find((job) => String(job.pid) === word);
    if (rest === '' || rest === '%' || rest === '+') return this.current();
    if (rest === '-') return this.#jobs.at(-2) ?? this.#jobs.at(-1);
    if (/^\d+$/.test(rest)) return this.#jobs.find((job) => job.number === Number(rest));
    return rest.startsWith('?')
      ? this.#jobs.find((job) => job.command.includes(rest.slice(1)))
      : this.#jobs.find((job) => job.command.startsWith(rest));
  }

  current(): Job | undefined {
    return this.running().at(-1) ?? this.#jobs.at(-1);
  }

  endedStatus(pid: number): number | undefined {
    return this.#ended.get(pid);
  }

  forget(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
  }

  /** `[1]+  Running                 sleep 5 &` */
  line(job: Job, options: { pid?: boolean } = {}): string {
    const mark = this.#mark(job);
    const state = job.status === undefined ? 'Running' : describeEnd(job.status);
    const tail = job.status === undefined ? ' &' : '';
    const pid = options.pid === true ? `${String(job.pid).padStart(5)} ` : '';
    return `[${job.number}]${mark}  ${pid}${state.padEnd(24)}${job.command}${tail}`;
  }

  /** Lines about jobs that ended since the last prompt; they are forgotten. */
  takeNotices(): string[] {
    const ended = this.#jobs.filter((job) => job.status !== undefined);
    const lines = ended.filter((job) => !job.told).map((job) => this.line(job));
    for (const job of ended) this.forget(job);
    return lines;
  }

  #mark(job: Job): string {
    const current = this.current();
    if (job === current) return '+';
    const others = this.#jobs.filter((other) => other !== current);
    return job === others.at(-1) ? '-' : ' ';
  }
}
