/** Who heals what: the kubelet restarts containers, the ReplicaSet replaces pods. */
import type { ReactNode } from 'react';
import { Figure } from './Figure.tsx';
import { PodMark } from './PodMark.tsx';

export function TwoHealers(): ReactNode {
  return (
    <Figure
      height={196}
      alt="Two halves. Left: a container ends; the kubelet on the node starts it again in the same pod, with the same name and address, and RESTARTS grows. Right: a pod is gone; the ReplicaSet makes another pod, with a new name, a new address and no restarts."
      caption="Two loops heal on two levels. RESTARTS tells which one was at work."
    >
      <line x1="220" x2="220" y1="6" y2="190" className="dg-rule" />
      <text x="4" y="18" className="dg-strong">
        A container ends
      </text>
      <rect x="64" y="42" width="74" height="58" rx="8" className="dg-box" />
      <text x="101" y="60" className="dg-small dg-middle">
        k47cf
      </text>
      <rect x="84" y="68" width="34" height="22" rx="5" className="dg-inner" />
      <path
        d="M122 86c28 10 34-22 10-22"
        className="dg-line dg-strong-line"
        markerEnd="url(#arrow)"
      />
      <text x="4" y="128" className="dg-small">
        The kubelet restarts it.
      </text>
      <text x="4" y="148" className="dg-small">
        Same pod, name and address.
      </text>
      <text x="4" y="168" className="dg-mono">
        RESTARTS 1
      </text>
      <text x="236" y="18" className="dg-strong">
        A pod is gone
      </text>
      <PodMark x={266} y={48} look="terminating" name="k47cf" />
      <path d="M306 63h38" className="dg-line dg-strong-line" markerEnd="url(#arrow)" />
      <PodMark x={354} y={48} look="ready" name="pvzcq" />
      <text x="236" y="128" className="dg-small">
        The ReplicaSet makes another.
      </text>
      <text x="236" y="148" className="dg-small">
        New pod, name and address.
      </text>
      <text x="236" y="168" className="dg-mono">
        RESTARTS 0
      </text>
    </Figure>
  );
}
