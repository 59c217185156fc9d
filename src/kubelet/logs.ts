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

/** A class, for there is one for each container: what it can do is kept once. */
class Log implements ContainerLog {
  private readonly now: () => number;
  private readonly banner: readonly string[];
  private readonly startMs: number;
  private kept: LogLine[] | undefined;
  private partial = '';
  private isOver = false;
  private listeners: Set<(line: LogLine) => void> | undefined;
  private enders: Set<() => void> | undefined;

  constructor(now: () => number, banner: readonly string[]) {
    this.now = now;
    this.banner = banner;
    this.startMs = now();
  }

  write(text: string): void {
    const pieces = `${this.partial}${text}`.split('\n');
    this.partial = pieces.pop() ?? '';
    for (const piece of pieces) this.add(piece);
  }

  end(): void {
    if (this.partial !== '') this.add(this.partial);
    this.partial = '';
    this.isOver = true;
    for (const listener of this.enders ?? []) listener();
    this.listeners = undefined;
    this.enders = undefined;
  }

  lines(): LogLine[] {
    this.kept ??= this.banner.map((text) => ({ timeMs: this.startMs, text }));
    return this.kept;
  }

  onLine(listener: (line: LogLine) => void): () => void {
    if (this.isOver) return () => undefined;
    this.listeners ??= new Set();
    this.listeners.add(listener);
    return () => this.listeners?.delete(listener);
  }

  onEnd(listener: () => void): () => void {
    if (this.isOver) {
      listener();
      return () => undefined;
    }
    this.enders ??= new Set();
    this.enders.add(listener);
    return () => this.enders?.delete(listener);
  }

  private add(text: string): void {
    const line = { timeMs: this.now(), text };
    const kept = this.lines();
    kept.push(line);
    if (kept.length > 2 * KEPT_LINES) kept.splice(0, kept.length - KEPT_LINES);
    for (const listener of this.listeners ?? []) listener(line);
  }
}

/** A log whose lines carry the time `now` gives. The banner is not copied until something else is printed. */
export const createLog = (now: () => number, banner: readonly string[] = []): ContainerLog =>
  new Log(now, banner);

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
