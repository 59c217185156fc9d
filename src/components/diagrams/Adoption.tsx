/** A selector is a fence: who stands inside is counted, wherever it came from. */
import type { ReactNode } from 'react';
import { Figure } from './Figure.tsx';
import { PodMark } from './PodMark.tsx';

export function Adoption(): ReactNode {
  return (
    <Figure
      height={176}
      alt="A dashed fence marked app=nginx, the selector. Two ready pods stand inside. From the left a pod named extra comes in: now there are three, so one is deleted. To the right a pod leaves after its label became app=quarantine: now there is one, so another is made. The pod outside keeps running."
      caption="The selector is a fence. Walk in with the right label and you are counted; change the label and you are out."
    >
      <rect x="128" y="30" width="184" height="96" rx="10" className="dg-fence" />
      <text x="220" y="22" className="dg-mono dg-middle">
        app=nginx
      </text>
      <PodMark x={176} y={54} look="ready" name="k47cf" />
      <PodMark x={234} y={54} look="ready" name="pvzcq" />
      <PodMark x={28} y={54} look="ready" name="extra" />
      <path d="M66 69h92" className="dg-line" markerEnd="url(#arrow)" />
      <text x="43" y="150" className="dg-small dg-middle">
        comes in:
      </text>
      <text x="43" y="168" className="dg-small dg-middle">
        3 of 2
      </text>
      <PodMark x={382} y={54} look="ready" name="tms7f" />
      <path d="M282 69h92" className="dg-line" markerEnd="url(#arrow)" />
      <text x="397" y="150" className="dg-small dg-middle">
        leaves:
      </text>
      <text x="397" y="168" className="dg-small dg-middle">
        1 of 2
      </text>
      <text x="220" y="150" className="dg-small dg-middle">
        the ReplicaSet counts
      </text>
      <text x="220" y="168" className="dg-small dg-middle">
        and makes it 2 again
      </text>
    </Figure>
  );
}
