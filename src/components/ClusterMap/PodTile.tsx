/** One pod on the map: a small tile with a sign; its name and state on hover, focus and tap. */
import { memo, type ReactNode } from 'react';
import type { PodView } from '#lab/lab.ts';
import { signs } from './pod-look.ts';

interface Props {
  readonly pod: PodView;
  readonly selected: boolean;
  readonly onSelect: (uid: string) => void;
}

export const PodTile = memo(function PodTile({ pod, selected, onSelect }: Props): ReactNode {
  const label = `${pod.name}, ${pod.status}`;
  return (
    <li>
      <button
        type="button"
        className={`pod pod-${pod.look}`}
        aria-pressed={selected}
        aria-label={label}
        title={label}
        onClick={() => onSelect(pod.uid)}
      >
        <span aria-hidden="true">{signs[pod.look]}</span>
      </button>
    </li>
  );
});
