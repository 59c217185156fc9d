/** A cell that is no command: it cuts or restores a node's power, or lets time pass. */
import { type ReactNode, useState } from 'react';
import { formatElapsed } from '../Clock/elapsed.ts';
import { useLab, useLabState } from '../lab-session/context.tsx';
import type { LabSession } from '../lab-session/session.ts';
import { parseDuration, sayDuration } from './duration.ts';
import './Cell.css';

interface Props {
  readonly kind: 'advance' | 'fail' | 'recover';
  /** A node's name, or a duration such as 60s. */
  readonly arg: string;
}

export function EventCell({ kind, arg }: Props): ReactNode {
  const lab = useLab();
  const ready = useLabState((state) => state.phase === 'ready');
  const [busy, setBusy] = useState(false);
  const [doneMs, setDoneMs] = useState<number>();
  const act = async () => {
    setBusy(true);
    await perform(lab, kind, arg);
    setDoneMs(await lab.elapsedMs());
    setBusy(false);
  };
  return (
    <section className={doneMs === undefined ? 'cell cell-event' : 'cell cell-event cell-ran'}>
      <div className="cell-head">
        <button
          type="button"
          className="cell-run"
          disabled={!ready || busy}
          aria-label={say(kind, arg)}
          onClick={() => void act()}
        >
          <EventSign kind={kind} />
        </button>
        <span className="cell-command">{say(kind, arg)}</span>
        <span className="cell-meta" role="status">
          {busy && 'time is passing…'}
          {!busy && doneMs !== undefined && `done at ${formatElapsed(doneMs)}`}
        </span>
      </div>
    </section>
  );
}

/** A power sign, or time that jumps. */
function EventSign({ kind }: { readonly kind: Props['kind'] }): ReactNode {
  const path =
    kind === 'advance' ? 'M1 2v8l5-4zM7 2v8l5-4zM12.4 2v8' : 'M6.5 1v4.5M4 2.8a4.2 4.2 0 1 0 5 0';
  return (
    <svg width="14" height="13" viewBox="0 0 13 12" aria-hidden="true">
      <path
        d={path}
        fill={kind === 'advance' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={kind === 'advance' ? 0.8 : 1.6}
        strokeLinecap="round"
      />
    </svg>
  );
}

function say(kind: Props['kind'], arg: string): string {
  if (kind === 'advance') return `Skip ${sayDuration(arg)}`;
  return `${kind === 'fail' ? 'Cut' : 'Restore'} the power of ${arg}`;
}

function perform(lab: LabSession, kind: Props['kind'], arg: string): Promise<void> {
  if (kind === 'advance') return lab.use((api) => api.advance(parseDuration(arg)));
  return lab.use((api) => (kind === 'fail' ? api.failNode(arg) : api.recoverNode(arg)));
}
