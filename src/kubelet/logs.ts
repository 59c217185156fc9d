/** What a container has printed, line by line, for `kubectl logs`. */
import { printTime } from '#apimachinery/time.ts';

export interface LogLine {
  readonly timeMs: number;
  readonly text: string;
}

/** Older lines are dropped beyond this, as a rotated log file's are. */
const KEPT_LINES = 5_000;

/** The log of one run of a container. */
export interface ContainerLog {
  write(text: string): void;
  /** Ends a line that has no newline yet. */
  end(): void;
  lines(): readonly LogLine[];
  /** Called with each later line; gives the unsubscribe. */
  onLine(listener: (line: LogLine) => void): () => void;
  /** Called once when nothing more can come. */
  onEnd(listener: () => void): () => void;
}

/** A log whose lines carry the time `now` gives. The banner is not copied until something else is printed. */
export function createLog(now: () => number, banner: readonly string[] = []): ContainerLog {
  const startMs = now();
  let lines: LogLine[] | undefined;
  let partial = '';
  let isOver = false;
  let listeners: Set<(line: LogLine) => void> | undefined;
  let enders: Set<() => void> | undefined;

  const all = (): LogLine[] => {
    lines ??= banner.map((text) => ({ timeMs: startMs, text }));
    return lines;
  };
  const add = (text: string): void => {
    const line = { timeMs: now(), text };
    const kept = all();
    kept.push(line);
    if (kept.length > 2 * KEPT_LINES) kept.splice(0, kept.length - KEPT_LINES);
    for (const listener of listeners ?? []) listener(line);
  };

  return {
    write: (text) => {
      const pieces = `${partial}${text}`.split('\n');
      partial = pieces.pop() ?? '';
      for (const piece of pieces) add(piece);
    },
    end: () => {
      if (partial !== '') add(partial);
      partial = '';
      isOver = true;
      for (const listener of enders ?? []) listener();
      listeners = undefined;
      enders = undefined;
    },
    lines: all,
    onLine: (listener) => {
      if (isOver) return () => undefined;
      listeners ??= new Set();
      listeners.add(listener);
      return () => listeners?.delete(listener);
    },
    onEnd: (listener) => {
      if (isOver) {
        listener();
        return () => undefined;
      }
      enders ??= new Set();
      enders.add(listener);
      return () => enders?.delete(listener);
    },
  };
}

/** What `kubectl logs` may ask for. Mirrors core/v1 PodLogOptions. */
export interface LogOptions {
  readonly container?: string | undefined;
  readonly previous?: boolean | undefined;
  readonly follow?: boolean | undefined;
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  readonly sinceTime?: number | undefined;
  readonly timestamps?: boolean | undefined;
  readonly limitBytes?: number | undefined;
}

/** Nine digits of a second, as containerd writes them. */
const printNanos = (ms: number): string =>
  `${printTime(ms).slice(0, 19)}.${String(ms % 1000).padStart(3, '0')}000000Z`;

/** A line as it is sent. */
export const printLogLine = (line: LogLine, timestamps: boolean | undefined): string =>
  timestamps ? `${printNanos(line.timeMs)} ${line.text}\n` : `${line.text}\n`;

/** The lines an answer has: since when, then how many, then how many bytes. */
export function printLog(lines: readonly LogLine[], options: LogOptions, nowMs: number): string {
  const { sinceSeconds, sinceTime, tailLines, limitBytes } = options;
  const fromMs =
    sinceSeconds !== undefined
      ? nowMs - sinceSeconds * 1_000
      : (sinceTime ?? Number.NEGATIVE_INFINITY);
  const recent = lines.filter(({ timeMs }) => timeMs >= fromMs);
  const tail =
    tailLines === undefined || tailLines < 0
      ? recent
      : recent.slice(Math.max(0, recent.length - tailLines));
  const text = tail.map((line) => printLogLine(line, options.timestamps)).join('');
  return limitBytes === undefined ? text : text.slice(0, limitBytes);
}
