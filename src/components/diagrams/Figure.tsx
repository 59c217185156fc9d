/** A drawing with its words: a title for the ear, a caption for everyone. */
import { type ReactNode, useId } from 'react';
import './diagrams.css';

interface Props {
  /** What the drawing shows, in full, for those who don't see it. */
  readonly alt: string;
  readonly caption: string;
  readonly height: number;
  readonly children: ReactNode;
}

/** All drawings are 440 units wide, so that their letters stay readable on a phone. */
export function Figure({ alt, caption, height, children }: Props): ReactNode {
  const id = useId();
  return (
    <figure className="diagram">
      <svg viewBox={`0 0 440 ${height}`} role="img" aria-labelledby={id}>
        <title id={id}>{alt}</title>
        <Arrowhead />
        {children}
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function Arrowhead(): ReactNode {
  return (
    <defs>
      <marker
        id="arrow"
        viewBox="0 0 10 10"
        refX="8"
        refY="5"
        markerWidth="7"
        markerHeight="7"
        orient="auto-start-reverse"
      >
        <path d="M1 1.5 8.5 5 1 8.5" className="dg-head" />
      </marker>
    </defs>
  );
}
