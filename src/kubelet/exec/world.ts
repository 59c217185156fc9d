/** What a command inside a container sees: files, environment, names, the time, and where its output goes. */

import type { Exchange, WebRequest } from '#web/exchange.ts';
import type { Input } from './input.ts';

export interface World {
  /** By absolute path. Folders are not kept: a path is there when its file is. */
  readonly files: Map<string, string>;
  readonly env: Map<string, string>;
  readonly hostname: string;
  now(): number;
  /** The address of a name in the cluster's DNS, or undefined. */
  resolve(name: string): string | undefined;
  print(text: string): void;
  printError(text: string): void;
  /** Standard input, where somebody is at the other end (exec). */
  readonly input?: Input | undefined;
  /** Standard input is a terminal. */
  readonly isTerminal?: boolean;
  /** Whether the image has a program; without it all are there. */
  has?(program: string): boolean;
  /** Programs only this image has: `nginx -v`. Undefined for what is none of them. */
  own?(program: string, args: readonly string[], world: World): number | undefined;
  /** What runs in the container. */
  readonly processes?: Processes;
  /** What a web server reachable from the pod answers, or why nothing does. */
  exchange?(request: WebRequest): Exchange;
}

/** The processes of a container: 1 is what it was started for. */
export interface Processes {
  list(): readonly { readonly pid: number; readonly command: string }[];
  /** Sends a signal; false when there is no such process. */
  signal(pid: number, name: string): boolean;
}

/**
 * A command that runs: it yields the milliseconds it sleeps, and returns its exit status.
 * Whoever drives it owns the clock.
 */
export type Run = Generator<number, number, void>;

/** `exit`, wherever it stands in a script. */
export class ExitSignal extends Error {
  override name = 'ExitSignal';
  readonly status: number;
  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

/** Runs what must not take time (a probe, a trap) to its end; undefined when it would sleep longer than `limitMs`. */
export function runToEnd(
  run: Run,
  limitMs: number,
): { status: number; tookMs: number } | undefined {
  let tookMs = 0;
  for (;;) {
    const step = run.next();
    if (step.done) return { status: step.value, tookMs };
    tookMs += step.value;
    if (tookMs > limitMs) return undefined;
  }
}
