/** The line under an editor that says what the API server would refuse. */
import type { ReactNode } from 'react';
import type { LineProblem } from './code-mirror.ts';

interface Props {
  readonly problems: readonly LineProblem[];
  readonly onGo: (line: number) => void;
}

/** Nothing while all is well: the text itself is the answer. */
export function Problems({ problems, onGo }: Props): ReactNode {
  return (
    <ul
      className="editor-problems"
      aria-live="polite"
      aria-label="Problems"
      hidden={problems.length === 0}
    >
      {problems.map(({ line, message }) => (
        <li key={`${line} ${message}`}>
          <button type="button" onClick={() => onGo(line)}>
            <span>line {line}</span> {message}
          </button>
        </li>
      ))}
    </ul>
  );
}
