/** A pod in a drawing, with the sign it has on the map. */
import type { ReactNode } from 'react';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly look: 'ready' | 'starting' | 'terminating' | 'unknown';
  /** Written beneath the tile. */
  readonly name?: string;
}

const signs = { ready: '✓', starting: '↻', terminating: '×', unknown: '?' };

export function PodMark({ x, y, look, name }: Props): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width="30" height="30" rx="7" className={`dg-pod dg-${look}`} />
      <text x="15" y="20" className={`dg-sign dg-${look}-ink`}>
        {signs[look]}
      </text>
      {name && (
        <text x="15" y="45" className="dg-small dg-middle">
          {name}
        </text>
      )}
    </g>
  );
}
