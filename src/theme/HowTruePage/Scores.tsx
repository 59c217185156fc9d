/** One figure for each kind of comparison, with its date. */
import type { ReactNode } from 'react';
import type { FamilyReport } from '#site/fidelity-report.ts';

interface Props {
  readonly families: readonly FamilyReport[];
}

const number = new Intl.NumberFormat('en');

/** 618 of 619 ⇒ "99.8 %": never rounded up to what it isn't. */
export function percent(equal: number, lines: number): string {
  if (lines === 0 || equal === lines) return '100 %';
  return `${(Math.floor((1000 * equal) / lines) / 10).toFixed(1)} %`;
}

/** 2026-11-23T12:40:00Z ⇒ "23 November 2026" */
const day = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time));

export function Scores({ families }: Props): ReactNode {
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">The score</h2>
      <ul className="scores">
        {families.map(({ id, title, what, lines, equal, measuredAt, commit }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p className="score">
              <strong>{percent(equal, lines)}</strong>{' '}
              <span>
                {number.format(equal)} of {number.format(lines)} equal
              </span>
            </p>
            <p>{what}</p>
            <p className="score-run">
              Run on <time dateTime={measuredAt}>{day(measuredAt)}</time>
              {commit && (
                <>
                  {' '}
                  at commit <code>{commit}</code>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
