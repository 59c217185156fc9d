/** The ladder of hints, one at a time, and the solution after the last. */
import type { ReactNode } from 'react';

interface Props {
  readonly hints: readonly string[];
  readonly taken: number;
  readonly solution: string;
}

export function Hints({ hints, taken, solution }: Props): ReactNode {
  return (
    <div aria-live="polite">
      {taken > 0 && (
        <ol className="hints">
          {hints.slice(0, taken).map((hint) => (
            <li key={hint}>
              <HintText text={hint} />
            </li>
          ))}
        </ol>
      )}
      {taken > hints.length && (
        <section className="solution" aria-label="A solution">
          <p>One way to do it:</p>
          <pre>{solution}</pre>
        </section>
      )}
    </div>
  );
}

/** "use `kubectl scale`" ⇒ with the command set as code. */
function HintText({ text }: { readonly text: string }): ReactNode {
  return text.split(/`([^`]+)`/).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
