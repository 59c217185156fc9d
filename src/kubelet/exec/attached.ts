/** The process of a container with `stdin: true`: what is typed by whoever attaches reaches it, and what it prints reaches them. */
import type { Clock } from '#kernel/clock.ts';
import type { ContainerRun } from '../container.ts';
import type { Process } from '../process.ts';
import { inventoryOf } from './inventory.ts';
import { type ExecSession, startSession } from './session.ts';
import type { World } from './world.ts';

/** The channels of a running process, for attach. */
export interface Attachable {
  readonly session: ExecSession;
  /** Told of everything it prints, piece by piece; gives the unsubscribe. */
  onOutput(listener: (text: string) => void): () => void;
}

const attachables = new WeakMap<ContainerRun, Attachable>();

/** The channels of a run; undefined for a process that reads nothing. */
export const attachableOf = (run: ContainerRun): Attachable | undefined => attachables.get(run);

const KILLED = 137;

/** How the container wants its process. */
export interface AttachedOptions {
  readonly argv: readonly string[];
  readonly world: World;
  readonly tty: boolean;
  onExit(exitCode: number): void;
}

/** Starts a process that reads standard input. As process 1 it takes no notice of SIGTERM. */
export function startAttached(clock: Clock, run: ContainerRun, options: AttachedOptions): Process {
  const { argv, tty, onExit } = options;
  const tag = run.image.name.split(':').at(-1) ?? '';
  const world = { ...options.world, has: inventoryOf(run.image.image, tag) };
  const listeners = new Set<(text: string) => void>();
  let isOver = false;
  const end = (exitCode: number): void => {
    if (isOver) return;
    isOver = true;
    session.close();
    onExit(exitCode);
  };
  const onData = (_channel: 'stdout' | 'stderr', text: string): void => {
    run.log.write(text.replaceAll('\r\n', '\n'));
    for (const listener of listeners) listener(text);
  };
  const session = startSession({ clock, argv, world, stdin: true, tty, onData, onExit: end });
  attachables.set(run, {
    session,
    onOutput: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    ports: [],
    page: undefined,
    stop: () => undefined,
    kill: () => end(KILLED),
    end,
    vanish: () => {
      isOver = true;
      session.close();
    },
  };
}
