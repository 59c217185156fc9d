/** Where each command's output stands on a terminal, by the marks (OSC 133) its shell sends. */
import type { IMarker, Terminal } from '@xterm/xterm';
import { textOfRows } from './logical-line.ts';

/** What one command printed: rows of the buffer, both included. */
export interface Output {
  readonly command: string;
  readonly first: number;
  readonly last: number;
}

export interface Outputs {
  /** Oldest first; the last may still be growing. */
  list(): readonly Output[];
  /** The output a row of the buffer belongs to. */
  at(row: number): Output | undefined;
  text(output: Output): string;
  /** The command that runs now. */
  running(): string | undefined;
  /** Calls back when a command begins or ends. */
  onChange(listener: () => void): () => void;
  /** The screen was emptied. */
  clear(): void;
}

interface Marked {
  readonly command: string;
  readonly start: IMarker;
  end: IMarker | undefined;
}

/** Outputs that scrolled out of the buffer are forgotten when there are this many. */
const remembered = 2000;

/** "cmdline_url=ls%20-l" ⇒ "ls -l" */
function commandOf(fields: readonly string[]): string {
  const field = fields.find((each) => each.startsWith('cmdline_url='));
  return decodeURIComponent(field?.slice('cmdline_url='.length) ?? '');
}

export function trackOutputs(terminal: Terminal): Outputs {
  const listeners = new Set<() => void>();
  let marked: readonly Marked[] = [];
  let running: Marked | undefined;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  /** The last row that was printed, counted from the cursor's: the cursor's own when something stands there. */
  const lastPrinted = (): number => (terminal.buffer.normal.cursorX === 0 ? -1 : 0);
  const begin = (command: string): void => {
    const start: IMarker | undefined = terminal.registerMarker(0);
    running = start && { command, start, end: undefined };
    if (running) marked = [...marked.slice(-remembered), running];
    tell();
  };
  const end = (): void => {
    if (running) running.end = terminal.registerMarker(lastPrinted());
    marked = marked.filter((each) => each.end === undefined || isShown(each));
    running = undefined;
    tell();
  };
  terminal.parser.registerOscHandler(133, (data) => {
    const [what, ...fields] = data.split(';');
    if (what === 'C') begin(commandOf(fields));
    if (what === 'D') end();
    return true;
  });
  const place = (each: Marked): Output => {
    const { baseY, cursorY } = terminal.buffer.normal;
    const last = each.end ? each.end.line : baseY + cursorY + lastPrinted();
    // A start that is gone has scrolled out of the buffer: what is left begins on top.
    return { command: each.command, first: Math.max(0, each.start.line), last };
  };
  const list = (): readonly Output[] =>
    marked
      .filter((each) => each === running || isShown(each))
      .map(place)
      .filter(({ first, last }) => last >= first);
  return {
    list,
    at: (row) => list().find(({ first, last }) => row >= first && row <= last),
    text: ({ first, last }) => textOfRows(terminal.buffer.normal, first, last),
    running: () => running?.command,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => {
      marked = [];
      running = undefined;
      tell();
    },
  };
}

/** Whether anything of it is left: its end stands, and not before its start. */
const isShown = ({ start, end }: Marked): boolean =>
  end !== undefined && !end.isDisposed && end.line >= Math.max(0, start.line);
