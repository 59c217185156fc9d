/** Every compared line that did not come out equal, and why. */
import type { ReactNode } from 'react';
import type { FamilyReport } from '#site/fidelity-report.ts';

interface Props {
  readonly families: readonly FamilyReport[];
}

export function Differences({ families }: Props): ReactNode {
  const all = families.flatMap(({ id, title, differences }) =>
    differences.map((one) => ({ ...one, id, title })),
  );
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">What differs, and why</h2>
      {all.length === 0 ? (
        <p>Nothing that was compared differs.</p>
      ) : (
        <ul className="differences">
          {all.map(({ id, title, where, line, reason }) => (
            <li key={`${id} ${where} ${line}`}>
              <code>{line}</code>
              <p>{reason.charAt(0).toUpperCase() + reason.slice(1)}</p>
              <p className="difference-where">
                {title} · {where}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
