/** The tiles of one node, or of the pods that no node has yet. */
import type { ReactNode } from 'react';
import type { PodView } from '#lab/lab.ts';
import { PodTile } from './PodTile.tsx';

/** Beyond this a node says how many more there are: the eye counts no further. */
const mostTiles = 500;

interface Props {
  readonly pods: readonly PodView[];
  readonly selected: string;
  readonly onSelect: (uid: string) => void;
}

export function PodTiles({ pods, selected, onSelect }: Props): ReactNode {
  if (pods.length === 0) return <p className="no-pods">no pods</p>;
  const more = pods.length - mostTiles;
  return (
    <ul className={pods.length > 60 ? 'pods pods-dense' : 'pods'}>
      {pods.slice(0, mostTiles).map((pod) => (
        <PodTile key={pod.uid} pod={pod} selected={pod.uid === selected} onSelect={onSelect} />
      ))}
      {more > 0 && <li className="more-pods">and {more} more</li>}
    </ul>
  );
}
