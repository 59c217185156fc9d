/** One node on the map, with its pods and its power switch. */
import type { ReactNode } from 'react';
import type { NodeView, PodView } from '#lab/lab.ts';
import { useLab } from '../lab-session/context.tsx';
import { PodTiles } from './PodTiles.tsx';

interface Props {
  readonly node: NodeView;
  readonly pods: readonly PodView[];
  readonly selected: string;
  readonly onSelect: (uid: string) => void;
}

export function NodeCard({ node, pods, selected, onSelect }: Props): ReactNode {
  const lab = useLab();
  const gone = node.down || node.ready !== 'True';
  const power = () =>
    lab.use((api) => (node.down ? api.recoverNode(node.name) : api.failNode(node.name)));
  return (
    <section className={gone ? 'node node-gone' : 'node'} aria-label={node.name}>
      <p className="node-name">
        {node.name} <NodeStatus node={node} />
      </p>
      <PodTiles pods={pods} selected={selected} onSelect={onSelect} />
      <button
        type="button"
        className="node-power"
        aria-label={`${node.down ? 'Restore power' : 'Cut power'} of ${node.name}`}
        onClick={() => void power()}
      >
        <PowerSign /> {node.down ? 'Restore power' : 'Cut power'}
      </button>
    </section>
  );
}

/** The table's own words, and beside them what only the learner knows. */
function NodeStatus({ node }: { readonly node: NodeView }): ReactNode {
  const ready = node.ready === 'True';
  const status = ready ? 'Ready' : 'NotReady';
  return (
    <span>
      {node.down && <b className="node-off">power off</b>}{' '}
      <span className={ready ? 'good' : 'bad'}>
        {status}
        {node.cordoned && ',SchedulingDisabled'}
      </span>
    </span>
  );
}

function PowerSign(): ReactNode {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path
        d="M6 1v4.5M3.4 2.8a4.2 4.2 0 1 0 5.2 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
