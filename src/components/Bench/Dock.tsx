/** On a phone the bench is a bar at the bottom that opens as a sheet. */
import type { ReactNode } from 'react';
import { formatElapsed } from '../Clock/elapsed.ts';
import { summarise } from '../ClusterMap/summary.ts';
import { useLabState } from '../lab-session/context.tsx';

interface Props {
  readonly open: boolean;
  readonly onToggle: () => void;
}

export function Dock({ open, onToggle }: Props): ReactNode {
  const snapshot = useLabState((state) => state.snapshot);
  return (
    <button type="button" className="dock" aria-expanded={open} onClick={onToggle}>
      <span className="dock-time">{formatElapsed(snapshot?.elapsedMs ?? 0)}</span>
      <span className="dock-summary">{snapshot ? summarise(snapshot) : 'Starting…'}</span>
      <span className="dock-verb">{open ? 'Close' : 'Open bench'}</span>
    </button>
  );
}
