/** The checks of an exercise: first what they demand, then what they found. */
import type { ReactNode } from 'react';
import type { CheckResult } from '#lab/lab.ts';

/** Sign and word; "not yet" differs from "wrong" in colour, sign and words. */
const marks = {
  pass: { sign: '✓', word: 'Passed' },
  fail: { sign: '✗', word: 'Failed' },
  wait: { sign: '…', word: 'Not yet' },
} as const;

interface Props {
  /** What is demanded, before the first check. */
  readonly demands: readonly string[];
  readonly results: readonly CheckResult[] | undefined;
}

export function CheckList({ demands, results }: Props): ReactNode {
  return (
    <ul className="checks">
      {results
        ? results.map((result) => <Checked key={result.that} result={result} />)
        : demands.map((that) => (
            <li key={that}>
              <span className="check-mark" aria-hidden="true" />
              <div>{that}</div>
            </li>
          ))}
    </ul>
  );
}

function Checked({ result }: { readonly result: CheckResult }): ReactNode {
  const { sign, word } = marks[result.state];
  return (
    <li className={`check-${result.state}`}>
      <span className="check-mark" aria-hidden="true">
        {sign}
      </span>
      <div>
        <span className="visually-hidden">{word}: </span>
        {result.that}
        {result.state === 'wait' && <em>{result.note || 'not yet'}</em>}
        {result.state !== 'pass' && <Findings result={result} />}
      </div>
    </li>
  );
}

function Findings({ result }: { readonly result: CheckResult }): ReactNode {
  const since = result.since.replace(/^since /, '');
  return (
    <dl>
      <dt>expected</dt>
      <dd>{result.expected}</dd>
      <dt>observed</dt>
      <dd>{result.observed}</dd>
      {since && <dt>since</dt>}
      {since && <dd>{since}</dd>}
      {result.evidence && <dt>see</dt>}
      {result.evidence && (
        <dd>
          <code>{result.evidence}</code>
        </dd>
      )}
    </dl>
  );
}
