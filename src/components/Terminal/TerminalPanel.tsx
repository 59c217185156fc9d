/** The terminals of the bench, with a field to type in for fingers. */
import type { ReactNode } from 'react';
import { useLabState } from '../lab-session/context.tsx';
import { Composer } from './Composer.tsx';
import { Panes } from './Panes.tsx';
import { StartState } from './StartState.tsx';
import { TerminalTools } from './TerminalTools.tsx';
import { WaitingCell } from './WaitingCell.tsx';
import './TerminalPanel.css';
import './panes.css';
import './overlays.css';

export function TerminalPanel(): ReactNode {
  return (
    <section className="terminal" aria-label="Terminal">
      <div className="terminal-head">
        <BenchName />
        <span className="terminal-hint">
          <kbd>Esc</kbd> <kbd>Tab</kbd> leaves
        </span>
        <TerminalTools />
      </div>
      <Panes />
      <WaitingCell />
      <StartState />
      <Composer />
    </section>
  );
}

/** Whose cluster stands on the bench. */
function BenchName(): ReactNode {
  const title = useLabState((state) => state.start?.title ?? '');
  return <span className="terminal-name">{title || 'Terminal'}</span>;
}
