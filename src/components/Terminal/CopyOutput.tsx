/** A button at the output under the pointer that copies it, and a line along what it would copy. */
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Icon } from './icons.tsx';
import type { Output } from './screen/outputs.ts';
import type { TerminalScreen } from './xterm-screen.ts';

interface Props {
  readonly screen: TerminalScreen;
  /** The box the button is placed in. */
  readonly pane: RefObject<HTMLElement | null>;
}

/** An output on screen, in pixels from the pane's top. */
interface Place {
  readonly output: Output;
  readonly top: number;
  readonly height: number;
}

export function CopyOutput({ screen, pane }: Props): ReactNode {
  const place = useOutputUnderPointer(screen, pane);
  if (!place) return null;
  const { output, top, height } = place;
  return (
    <>
      <div className="output-bar" style={{ top, height }} />
      <button
        type="button"
        className="terminal-tool output-copy"
        style={{ top }}
        tabIndex={-1}
        // The keyboard stays in the terminal.
        onMouseDown={(event) => event.preventDefault()}
        title="Copy this output (the last one: Ctrl Shift O)"
        onClick={() => void screen.outputDeeds.copy(output)}
      >
        <Icon name="copy" /> Copy
      </button>
    </>
  );
}

function useOutputUnderPointer(
  screen: TerminalScreen,
  pane: RefObject<HTMLElement | null>,
): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    const box = pane.current;
    if (!box) return;
    let y: number | undefined;
    const look = () => setPlace((old) => keep(old, placeAt(screen, box, y)));
    const moved = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest('.output-copy')) return;
      // A selection is being drawn: nothing gets in its way.
      y = event.buttons === 0 || event.pointerType !== 'mouse' ? event.clientY : undefined;
      look();
    };
    const left = () => {
      y = undefined;
      look();
    };
    box.addEventListener('pointermove', moved);
    box.addEventListener('pointerdown', moved);
    box.addEventListener('pointerleave', left);
    const stop = screen.onDraw(look);
    return () => {
      stop();
      box.removeEventListener('pointermove', moved);
      box.removeEventListener('pointerdown', moved);
      box.removeEventListener('pointerleave', left);
    };
  }, [screen, pane]);
  return place;
}

const keep = (old: Place | undefined, next: Place | undefined): Place | undefined =>
  old?.top === next?.top && old?.height === next?.height && old?.output.last === next?.output.last
    ? old
    : next;

/** The output at a height of the window, as far as it is on screen. */
function placeAt(screen: TerminalScreen, pane: HTMLElement, y: number | undefined) {
  // Measuring makes the browser lay the page out: only for a pointer that is there.
  const rows = y === undefined ? undefined : screen.rows();
  if (y === undefined || !rows || y < rows.box.top || y > rows.box.bottom) return undefined;
  const output = screen.outputs.at(rows.top + Math.floor((y - rows.box.top) / rows.rowHeight));
  if (!output) return undefined;
  const from = Math.max(0, output.first - rows.top);
  const to = Math.min(rows.count, output.last + 1 - rows.top);
  const origin = rows.box.top - pane.getBoundingClientRect().top;
  return { output, top: origin + from * rows.rowHeight, height: (to - from) * rows.rowHeight };
}
