/** Processes of the fake runtime: servers that wait for a signal, scripts that sleep on the clock. */
import type { Clock, Timer } from '#kernel/clock.ts';
import type { Run } from './exec/index.ts';
import type { Page } from './images/image.ts';

export interface Process {
  /** The ports something listens on. */
  readonly ports: readonly number[];
  readonly page: ((path: string) => Page) | undefined;
  /** What it takes, when it is not what its image usually does. */
  readonly memoryBytes?: number | undefined;
  /** SIGTERM: a server ends; process 1 of a script takes no notice. */
  stop(): void;
  /** SIGKILL, or the power is cut (then nobody is told). */
  kill(): void;
  /** It fails by itself. */
  end(exitCode: number): void;
  vanish(): void;
}

/** A server's time to close down. */
const SHUTDOWN_MS = 30;
const KILLED = 137;

/** How a server is run. */
interface ServerOptions {
  readonly ports: readonly number[];
  readonly page?: ((path: string) => Page) | undefined;
  readonly stopExitCode: number;
  readonly memoryBytes?: number | undefined;
  /** It ends by itself after so long. */
  readonly lastsMs?: number | undefined;
}

class Server implements Process {
  readonly ports: readonly number[];
  readonly page: ((path: string) => Page) | undefined;
  readonly memoryBytes: number | undefined;
  private readonly clock: Clock;
  private readonly stopExitCode: number;
  private readonly onExit: (exitCode: number) => void;
  private ending: Timer | undefined;
  private isStopping = false;
  private isOver = false;

  constructor(clock: Clock, options: ServerOptions, onExit: (exitCode: number) => void) {
    this.clock = clock;
    this.ports = options.ports;
    this.page = options.page;
    this.memoryBytes = options.memoryBytes;
    this.stopExitCode = options.stopExitCode;
    this.onExit = onExit;
    if (options.lastsMs !== undefined) {
      this.ending = clock.after(options.lastsMs, () => this.exit(0));
    }
  }

  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.ending?.cancel();
    this.ending = this.clock.after(SHUTDOWN_MS, () => this.exit(this.stopExitCode));
  }

  end(exitCode: number): void {
    this.exit(exitCode);
  }

  kill(): void {
    this.exit(KILLED);
  }

  vanish(): void {
    this.isOver = true;
    this.ending?.cancel();
  }

  private exit(exitCode: number): void {
    if (this.isOver) return;
    this.vanish();
    this.onExit(exitCode);
  }
}

/** A server: no timers until it is told to stop. */
export const startServer = (
  clock: Clock,
  options: ServerOptions,
  onExit: (exitCode: number) => void,
): Process => new Server(clock, options, onExit);

/** A script: driven from sleep to sleep; it ignores SIGTERM, as process 1 does. */
export function startScript(clock: Clock, run: Run, onExit: (exitCode: number) => void): Process {
  let timer: Timer | undefined;
  let isOver = false;
  const exit = (exitCode: number): void => {
    if (isOver) return;
    isOver = true;
    timer?.cancel();
    onExit(exitCode);
  };
  const advance = (): void => {
    if (isOver) return;
    const step = run.next();
    if (step.done) exit(step.value);
    else if (step.value !== Number.POSITIVE_INFINITY) timer = clock.after(step.value, advance);
  };
  timer = clock.after(0, advance);
  return {
    ports: [],
    page: undefined,
    stop: () => undefined,
    kill: () => exit(KILLED),
    end: exit,
    vanish: () => {
      isOver = true;
      timer?.cancel();
    },
  };
}
