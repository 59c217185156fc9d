/** Keeps a terminal as large as the place it is in. */
import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';

/** A place smaller than this is a closed sheet: the terminal keeps its size. */
const smallestPx = 40;

export interface Fitting {
  /** Fits at once: before the shell begins. */
  now(host: HTMLElement): void;
  /** Fits soon, one size after the other. */
  soon(host: HTMLElement): void;
}

/**
 * The shell draws its line again for each new size. A size it has not answered yet is waited for, and what is
 * written is drawn first, so that both always speak of the same rows.
 */
export function createFitting(
  terminal: Terminal,
  fit: FitAddon,
  resized: () => Promise<void>,
): Fitting {
  let busy = false;
  let next: HTMLElement | undefined;
  const drawn = () => new Promise<void>((done) => terminal.write('', done));
  const isRoomy = (host: HTMLElement): boolean =>
    host.isConnected && host.clientHeight >= smallestPx && host.clientWidth >= smallestPx;
  const follow = async (): Promise<void> => {
    busy = true;
    while (next) {
      const host = next;
      next = undefined;
      await drawn();
      if (!isRoomy(host)) continue;
      const before = `${terminal.cols}x${terminal.rows}`;
      fit.fit();
      if (before !== `${terminal.cols}x${terminal.rows}`) await resized();
    }
    busy = false;
  };
  return {
    now: (host) => {
      if (isRoomy(host)) fit.fit();
    },
    soon: (host) => {
      next = host;
      if (!busy) void follow();
    },
  };
}
