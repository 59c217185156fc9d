/** Names of the cluster's objects become links where the pointer is. */
import type { ILink, Terminal } from '@xterm/xterm';
import type { NamedObject } from '#lab/lab.ts';
import { type LogicalLine, logicalLine } from './logical-line.ts';
import type { Outputs } from './outputs.ts';

/** Asks the lab which objects a line names. */
export type NamesIn = (line: string, command: string) => Promise<readonly NamedObject[]>;

/** A name was clicked, there. */
export type NameClicked = (name: NamedObject, event: MouseEvent) => void;

function linkOf(line: LogicalLine, name: NamedObject, clicked: NameClicked): ILink | undefined {
  const start = line.cells[name.start];
  const end = line.cells[name.end - 1];
  if (!start || !end) return undefined;
  return {
    text: line.text.slice(name.start, name.end),
    range: { start: { x: start.x + 1, y: start.y + 1 }, end: { x: end.x + 1, y: end.y + 1 } },
    activate: (event) => {
      // The second click of a double click selects the word.
      if (event.detail < 2) clicked(name, event);
    },
  };
}

/** A finger has no pointer that would be over a name before the tap: the name is looked up at the tap. */
export function tapNames(
  element: HTMLElement,
  terminal: Terminal,
  outputs: Outputs,
  namesIn: NamesIn,
  clicked: NameClicked,
): void {
  element.addEventListener('click', (event) => {
    if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') return;
    const box = element.querySelector('.xterm-screen')?.getBoundingClientRect();
    if (!box) return;
    const x = Math.floor(((event.clientX - box.left) / box.width) * terminal.cols);
    const row = Math.floor(((event.clientY - box.top) / box.height) * terminal.rows);
    const y = terminal.buffer.active.viewportY + row;
    const line = logicalLine(terminal.buffer.active, y);
    const at = line.cells.findIndex((cell) => cell.x === x && cell.y === y);
    void namesIn(line.text, outputs.at(y)?.command ?? '').then((names) => {
      const name = names.find(({ start, end }) => at >= start && at < end);
      if (name) clicked(name, event);
    });
  });
}

/** Asks for a line's names when the pointer is over it, and not before. */
export function linkNames(
  terminal: Terminal,
  outputs: Outputs,
  namesIn: NamesIn,
  clicked: NameClicked,
): void {
  terminal.registerLinkProvider({
    provideLinks: (row, give) => {
      const line = logicalLine(terminal.buffer.active, row - 1);
      if (line.text.trim() === '') {
        give(undefined);
        return;
      }
      namesIn(line.text, outputs.at(row - 1)?.command ?? '').then(
        (names) => give(names.flatMap((name) => linkOf(line, name, clicked) ?? [])),
        () => give(undefined),
      );
    },
  });
}
