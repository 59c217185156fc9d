/** Look, compare, act: the loop every controller runs. */
import type { ReactNode } from 'react';
import { Figure } from './Figure.tsx';

const steps = [
  { x: 2, verb: 'Look', says: ['one pod has', 'app=nginx'] },
  { x: 155, verb: 'Compare', says: ['asked for 2,', 'so 1 is missing'] },
  { x: 308, verb: 'Act', says: ['create 1 pod', 'from the template'] },
];

export function ReconcileLoop(): ReactNode {
  return (
    <Figure
      height={166}
      alt="A loop of three steps. Look: one pod has the label app=nginx. Compare: two were asked for, so one is missing. Act: create one pod from the template. An arrow leads from Act back to Look, marked: and again, whenever something changes."
      caption="The reconcile loop. It never asks what happened, only what is missing now."
    >
      {steps.map(({ x, verb, says }) => (
        <g key={verb} transform={`translate(${x} 8)`}>
          <rect width="130" height="82" rx="8" className="dg-box" />
          <text x="11" y="26" className="dg-strong">
            {verb}
          </text>
          <text x="11" y="49" className="dg-small">
            {says[0]}
          </text>
          <text x="11" y="67" className="dg-small">
            {says[1]}
          </text>
        </g>
      ))}
      <path d="M134 49h18" className="dg-line" markerEnd="url(#arrow)" />
      <path d="M287 49h18" className="dg-line" markerEnd="url(#arrow)" />
      <path
        d="M374 92v26a10 10 0 0 1-10 10H76a10 10 0 0 1-10-10V96"
        className="dg-line"
        markerEnd="url(#arrow)"
      />
      <text x="220" y="150" className="dg-small dg-middle">
        and again, whenever something changes
      </text>
    </Figure>
  );
}
