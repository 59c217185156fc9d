/** What the cluster knows, and when, after a node loses power. */
import type { ReactNode } from 'react';
import { Figure } from './Figure.tsx';

interface Moment {
  readonly y: number;
  readonly time: string;
  readonly title: string;
  readonly says: string;
  readonly look: 'bad' | 'warn' | 'ok';
}

const moments: readonly Moment[] = [
  {
    y: 22,
    time: '0 s',
    title: 'The power goes',
    says: 'The heartbeats stop. Nothing else shows.',
    look: 'bad',
  },
  {
    y: 92,
    time: '50 s',
    title: 'The node is NotReady',
    says: 'Taints appear; users are sent elsewhere.',
    look: 'warn',
  },
  {
    y: 192,
    time: '5 min 50 s',
    title: 'Its pods are evicted',
    says: 'Old pods hang Terminating, new ones start.',
    look: 'ok',
  },
  {
    y: 262,
    time: 'one day',
    title: 'The node comes back',
    says: 'The old pods vanish. Nothing moves back.',
    look: 'ok',
  },
];

export function FailureTimeline(): ReactNode {
  return (
    <Figure
      height={300}
      alt="A time line. At 0 seconds the power goes: the heartbeats stop and nothing else shows. At 50 seconds the node is NotReady: taints appear and users are sent elsewhere. For 300 seconds more every pod tolerates that. At 5 minutes 50 seconds its pods are evicted: the old ones hang in Terminating and new ones start on healthy nodes. One day the node comes back: the old pods vanish, and nothing moves back."
      caption="Nearly six minutes, by default. Users stop noticing after 50 seconds; replacements come after 350."
    >
      <path d="M96 22v240" className="dg-rail" />
      <path d="M96 232v30" className="dg-rail-open" />
      <text x="112" y="150" className="dg-small dg-quiet">
        300 s that every pod tolerates
      </text>
      {moments.map(({ y, time, title, says, look }) => (
        <g key={time}>
          <circle cx="96" cy={y} r="6" className={`dg-dot dg-dot-${look}`} />
          <text x="80" y={y + 5} className="dg-mono dg-end">
            {time}
          </text>
          <text x="112" y={y + 5} className="dg-strong">
            {title}
          </text>
          <text x="112" y={y + 25} className="dg-small">
            {says}
          </text>
        </g>
      ))}
    </Figure>
  );
}
