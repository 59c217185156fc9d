/** Processes of the fake runtime: servers that wait for a signal, scripts that sleep on the clock. */
import type { Clock, Timer } from '#kernel/clock.ts';
import type { Run } from './exec/index.ts';
import type { Page } from './images/image.ts';

export interface Process {
  /** The ports something listens on. */
  readonly ports: readonly number[];
  readonly page: ((path: string) => Page) | undefined;
  /** SIGTERM: a server ends; process 1 of a script takes no notice. */
  stop(): void;
  /** SIGKILL, or the power is cut (then nobody is told). */
  kill(): void;
  vanish(): void;
}

/** A server's time to close down. */
const SHUTDOWN_MS = 30;
const KILLED = 137;

/** A server: no timers until it is told to stop. */
export function startServer(
  clock: Clock,
  server: {
    readonly ports: readonly number[];
    readonly page?: ((path: string) => Page) | undefined;
    readonly stopExitCode: number;
  },
  onExit: (exitCode: number) => void,
): Process {
  let ending: Timer | undefined;
  let isOver = false;
  const exit = (exitCode: number): void => {
    if (isOver) return;
    isOver = true;
    ending?.cancel();
    onExit(exitCode);
  };
  return {
    ports: server.ports,
    page: server.page,
    stop: () => {
      ending ??= clock.after(SHUTDOWN_MS, () => exit(server.stopExitCode));
    },
    kill: () => exit(KILLED),
    vanish: () => {
      isOver = true;
      ending?.cancel();
    },
  };
}

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
    vanish: () => {
      isOver = true;
      timer?.cancel();
    },
  };
}
