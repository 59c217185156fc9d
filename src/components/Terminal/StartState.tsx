/** What the bench says before its cluster answers, and when it can't. */
import type { ReactNode } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';

export function StartState(): ReactNode {
  const lab = useLab();
  const phase = useLabState((state) => state.phase);
  const problem = useLabState((state) => state.problem);
  const hadStarted = useLabState((state) => state.hadStarted);
  if (phase === 'ready') return null;
  if (phase !== 'failed') {
    return (
      <p className="terminal-state" role="status">
        Starting the cluster…
      </p>
    );
  }
  return (
    <div className="terminal-state terminal-failed" role="alert">
      <p>
        <b>{hadStarted ? 'The cluster broke down.' : 'The cluster did not start.'}</b> {problem}
      </p>
      <p>
        {hadStarted
          ? 'This is a mistake in the course, not yours. A fresh cluster is one press away.'
          : 'It runs in a worker of your browser, which an extension or a strict setting may forbid. Nothing you did is at fault.'}
      </p>
      <button type="button" className="tool tool-primary" onClick={() => lab.startOver()}>
        Try again
      </button>
    </div>
  );
}
