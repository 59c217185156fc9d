/** A session as a log: seed, shape, then every input with its place in virtual time (design §3.6). */
import type { Actor, ApiRequest } from '#apimachinery/api.ts';
import type { ClusterOptions } from '#cluster/cluster.ts';

/** The first line of a log: what the session began with. */
export interface SessionHead extends Omit<ClusterOptions, 'freeze'> {
  readonly reconcile: 1;
  readonly seed: number;
  readonly nodes: number;
}

/** What was done: a mutating API request (`as` whom, where that was settled before), a fault, or nothing but the end. */
export type Input =
  | { readonly request: ApiRequest; readonly as?: Actor }
  | { readonly fail: string }
  | { readonly recover: string }
  /** A command in a container begins (exec, attach), and what is typed into it. */
  | { readonly open: number; readonly request: ApiRequest; readonly as?: Actor }
  | { readonly type: number; readonly text: string }
  | { readonly endInput: number }
  | { readonly close: number }
  | { readonly end: true };

/**
 * An input and exactly when: after `steps` timers of the cluster's clock, at `atMs`. Both, because
 * inputs may come between two timers of one instant.
 */
export type Entry = Input & { readonly atMs: number; readonly steps: number };

export interface SessionLog {
  readonly head: SessionHead;
  readonly entries: readonly Entry[];
}

/** The log as JSON lines: the head, then an entry a line. */
export const printLog = ({ head, entries }: SessionLog): string =>
  `${[head, ...entries].map((line) => JSON.stringify(line)).join('\n')}\n`;

/** A log that can't be read; the message says which line. */
export class SessionLogError extends Error {
  override name = 'SessionLogError';
}

function parseLine(line: string, at: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new SessionLogError(`line ${at} of the session log is not JSON`);
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && 'atMs' in value && 'steps' in value;

/** Reads what `printLog` printed. Throws SessionLogError. */
export function parseLog(text: string): SessionLog {
  const [first, ...rest] = text
    .trim()
    .split('\n')
    .map((line, i) => parseLine(line, i + 1));
  const head = first as SessionHead | undefined;
  if (head?.reconcile !== 1) throw new SessionLogError('this is not a session log of version 1');
  const bad = rest.findIndex((entry) => !isEntry(entry));
  if (bad >= 0) throw new SessionLogError(`line ${bad + 2} of the session log is not an input`);
  return { head, entries: rest as Entry[] };
}

/** Whether a request changes anything, and so belongs in the log. */
export const isInput = ({ method, path }: ApiRequest): boolean =>
  method !== 'GET' && !/[?&]dryRun=|\/(exec|attach|portforward)(\?|$)/.test(path);
