/** A cell was run while a command held every terminal: what may be done about it. */
import type { ReactNode } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';

const interrupt = '\x03';

export function WaitingCell(): ReactNode {
  const lab = useLab();
  const waiting = useLabState((state) => state.waiting);
  const isSplit = useLabState((state) => state.panes.length > 1);
  if (waiting === '') return null;
  return (
    <div className="terminal-waiting" role="status">
      <p>
        <code>{waiting}</code> waits for the prompt.
      </p>
      <button type="button" className="terminal-tool" onClick={() => void lab.input(interrupt)}>
        Stop what runs
      </button>
      {!isSplit && (
        <button type="button" className="terminal-tool" onClick={() => lab.panes.split()}>
          Second terminal
        </button>
      )}
    </div>
  );
}
