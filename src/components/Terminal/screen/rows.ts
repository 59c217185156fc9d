/** Where a terminal's rows are in the window. */
import type { Terminal } from '@xterm/xterm';

export interface Rows {
  readonly box: DOMRect;
  readonly rowHeight: number;
  /** The row of the buffer on top. */
  readonly top: number;
  readonly count: number;
}

/** Undefined while a full-screen program has the screen. */
export function rowsOf(terminal: Terminal): Rows | undefined {
  const box = terminal.element?.querySelector('.xterm-screen')?.getBoundingClientRect();
  if (!box || terminal.buffer.active.type === 'alternate') return undefined;
  return {
    box,
    rowHeight: box.height / terminal.rows,
    top: terminal.buffer.active.viewportY,
    count: terminal.rows,
  };
}
