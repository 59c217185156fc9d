/** Commands and flags with their labels, to be searched and filtered. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import type { PartReport } from '#site/fidelity-report.ts';
import { type Label, labels, matching } from './matching.ts';

interface Props {
  readonly parts: readonly PartReport[];
  readonly kubernetes: string;
}

/** What each label claims. */
const CLAIMS: Readonly<Record<Label, string>> = {
  exact: 'compared, and never different.',
  simplified: 'works, and does less than the real one in a way that is said.',
  'not simulated': 'refused, in those words.',
  'not compared': 'built like the rest, but no recording uses it yet.',
};

export function PartTable({ parts, kubernetes }: Props): ReactNode {
  const [text, setText] = useState('');
  const [label, setLabel] = useState<Label | 'any'>('any');
  const found = useMemo(() => matching(parts, text, label), [parts, text, label]);
  const field = useId();
  return (
    <section aria-labelledby="commands">
      <h2 id="commands">Commands and flags</h2>
      <p>
        Those of kubectl {kubernetes}. <code>kubectl get --help</code> says the same at its end.
      </p>
      <dl className="claims">
        {labels.map((one) => (
          <div key={one}>
            <dt>
              <Mark label={one} />
            </dt>
            <dd>{CLAIMS[one]}</dd>
          </div>
        ))}
      </dl>
      <search className="part-filter">
        <label htmlFor={`${field}-text`}>Command or flag</label>
        <input
          id={`${field}-text`}
          type="search"
          value={text}
          placeholder="rollout, --dry-run"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <label htmlFor={`${field}-label`}>Label</label>
        <select
          id={`${field}-label`}
          value={label}
          onChange={(event) => setLabel(event.target.value as Label | 'any')}
        >
          <option value="any">any</option>
          {labels.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </search>
      <p className="part-count" role="status">
        {found.length === 0
          ? 'No command or flag is like that.'
          : `${found.length} of ${parts.length} commands`}
      </p>
      <ul className="parts">
        {found.map((part) => (
          <Part key={part.name} part={part} isOpen={text.trim() !== '' || label !== 'any'} />
        ))}
      </ul>
    </section>
  );
}

/** A command; its flags when it is opened. */
function Part({
  part,
  isOpen,
}: {
  readonly part: PartReport;
  readonly isOpen: boolean;
}): ReactNode {
  const { name, label, why, lines, flags = [] } = part;
  const head = (
    <>
      <code>{name}</code>
      <span className="part-lines">
        {lines > 0 && `${lines} ${lines === 1 ? 'line' : 'lines'}`}
      </span>
      <Mark label={label} />
    </>
  );
  return (
    <li>
      {flags.length === 0 ? (
        <div className="part-head">{head}</div>
      ) : (
        <details open={isOpen}>
          <summary className="part-head">{head}</summary>
          <ul className="part-flags">
            {flags.map((flag) => (
              <li key={flag.name}>
                <div className="part-head">
                  <code>{flag.name}</code>
                  <span className="part-lines">
                    {flag.lines > 0 && `${flag.lines} ${flag.lines === 1 ? 'line' : 'lines'}`}
                  </span>
                  <Mark label={flag.label} />
                </div>
                {flag.why && <p>{flag.why}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {why && <p>{why}</p>}
    </li>
  );
}

function Mark({ label }: { readonly label: Label }): ReactNode {
  return <span className={`mark mark-${label.replace(' ', '-')}`}>{label}</span>;
}
