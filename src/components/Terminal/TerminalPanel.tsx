/** The terminal of the bench, with a field to type in for fingers. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { Composer } from './Composer.tsx';
import { loadScreen } from './load-screen.ts';
import { StartState } from './StartState.tsx';
import './TerminalPanel.css';

export function TerminalPanel(): ReactNode {
  const lab = useLab();
  const host = useRef<HTMLDivElement>(null);
  const phase = useLabState((state) => state.phase);
  useEffect(() => {
    let unmount: (() => void) | undefined;
    let gone = false;
    void loadScreen().then((module) => {
      if (gone || !host.current) return;
      unmount = module.terminalScreen(lab).mount(host.current);
    });
    return () => {
      gone = true;
      unmount?.();
    };
  }, [lab]);
  return (
    <section className="terminal" aria-label="Terminal">
      <div className="terminal-head">
        <BenchName />
        <span className="terminal-hint">
          <kbd>Esc</kbd> <kbd>Tab</kbd> leaves
        </span>
        <button
          type="button"
          className="terminal-tool"
          disabled={phase === 'starting' || phase === 'idle'}
          onClick={() => lab.startOver()}
        >
          Start over
        </button>
      </div>
      <div className="terminal-host" ref={host} data-phase={phase} />
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
