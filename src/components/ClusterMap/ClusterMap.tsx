/** The cluster at a glance: nodes, the pods on them, and why the newest change happened. */
import { type ReactNode, useMemo, useState } from 'react';
import type { PodView, Snapshot } from '#lab/lab.ts';
import { useLabState } from '../lab-session/context.tsx';
import { MapHead } from './MapHead.tsx';
import { NodeCard } from './NodeCard.tsx';
import { PodDetail } from './PodDetail.tsx';
import { PodTable } from './PodTable.tsx';
import { PodTiles } from './PodTiles.tsx';
import { Why } from './Why.tsx';
import './ClusterMap.css';

/** Above this many pods nothing moves: motion no longer tells anything. */
const stillAbove = 500;

export function ClusterMap(): ReactNode {
  const snapshot = useLabState((state) => state.snapshot);
  const [table, setTable] = useState(false);
  if (!snapshot) return <MapWaiting />;
  return (
    <section
      className={snapshot.pods.length > stillAbove ? 'map map-still' : 'map'}
      aria-label="Cluster map"
    >
      <MapHead snapshot={snapshot} table={table} onTable={setTable} />
      {table ? <PodTable snapshot={snapshot} /> : <Nodes snapshot={snapshot} />}
      <Why sentence={snapshot.why} />
    </section>
  );
}

function Nodes({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const [selected, setSelected] = useState('');
  const byNode = useMemo(() => groupByNode(snapshot.pods), [snapshot.pods]);
  const toggle = (uid: string) => setSelected((now) => (now === uid ? '' : uid));
  const unscheduled = byNode.get('') ?? [];
  const detail = snapshot.pods.find((pod) => pod.uid === selected);
  return (
    <>
      <div className="nodes">
        {snapshot.nodes.map((node) => (
          <NodeCard
            key={node.name}
            node={node}
            pods={byNode.get(node.name) ?? []}
            selected={selected}
            onSelect={toggle}
          />
        ))}
      </div>
      {unscheduled.length > 0 && (
        <section className="unscheduled" aria-label="Pods without a node">
          <p className="node-name">No node yet</p>
          <PodTiles pods={unscheduled} selected={selected} onSelect={toggle} />
        </section>
      )}
      {detail && <PodDetail pod={detail} />}
    </>
  );
}

function groupByNode(pods: readonly PodView[]): Map<string, PodView[]> {
  const groups = new Map<string, PodView[]>();
  for (const pod of pods) {
    const group = groups.get(pod.node);
    if (group) group.push(pod);
    else groups.set(pod.node, [pod]);
  }
  return groups;
}

function MapWaiting(): ReactNode {
  const failed = useLabState((state) => state.phase === 'failed');
  return (
    <section className="map" aria-label="Cluster map" aria-busy={!failed}>
      <p className="map-summary">{failed ? 'No cluster.' : 'Starting three nodes…'}</p>
      <div className="nodes" aria-hidden="true">
        {['node-1', 'node-2', 'node-3'].map((name) => (
          <div key={name} className="node node-waiting">
            <p className="node-name">{name}</p>
            <p className="no-pods">&nbsp;</p>
          </div>
        ))}
      </div>
    </section>
  );
}
