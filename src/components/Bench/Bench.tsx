/** The bench: one cluster in view, with its clock, its map and its terminal. */
import { type ReactNode, useEffect, useState } from 'react';
import { Clock } from '../Clock/Clock.tsx';
import { ClusterMap } from '../ClusterMap/ClusterMap.tsx';
import { EditorPanel } from '../EditorPanel/EditorPanel.tsx';
import { useLab, useLabState } from '../lab-session/context.tsx';
import type { BenchStart } from '../lab-session/state.ts';
import { TerminalPanel } from '../Terminal/TerminalPanel.tsx';
import { Dock } from './Dock.tsx';
import './Bench.css';

interface Props {
  /** The cluster this page brings; it stays when it is already there. */
  readonly start: BenchStart;
  /** `side` beside a lesson (a sheet on phones), `wide` as the page itself. */
  readonly shape: 'side' | 'wide';
}

export function Bench({ start, shape }: Props): ReactNode {
  const lab = useLab();
  const [open, setOpen] = useState(false);
  const editing = useLabState((state) => state.editing !== undefined);
  const isSplit = useLabState((state) => state.panes.length > 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the start
  useEffect(() => lab.open(start), [lab, start.key]);
  useEffect(() => {
    if (editing) setOpen(true);
  }, [editing]);
  return (
    <aside
      className={`bench bench-${shape}`}
      data-open={open}
      data-split={isSplit}
      data-bench={JSON.stringify({ options: start.options, exercise: start.exercise })}
      aria-label="Bench"
    >
      {shape === 'side' && <Dock open={open} onToggle={() => setOpen(!open)} />}
      <div className="bench-body">
        <div className="bench-cluster">
          <Clock />
          <ClusterMap />
        </div>
        <div className="bench-shell">
          <TerminalPanel />
          <EditorPanel />
        </div>
      </div>
    </aside>
  );
}
