/** One prediction: the reader commits to an answer before the cluster gives it. */
import type { ReactNode } from 'react';
import { useStep } from '../progress/steps.tsx';
import './Predict.css';

interface Choice {
  readonly say: string;
  /** Shown once picked: why it is right, or what it overlooks. */
  readonly because: string;
  readonly right?: boolean;
}

interface Props {
  readonly id: string;
  readonly question: string;
  readonly choices: readonly Choice[];
}

export function Predict({ id, question, choices }: Props): ReactNode {
  const step = useStep(`predict-${id}`);
  const picked = step.how === undefined ? undefined : choices[Number(step.how)];
  return (
    <section className="predict" aria-label="Prediction">
      <p className="predict-label">Before you go on: what do you expect?</p>
      <p className="predict-question">{question}</p>
      <div className="predict-choices">
        {choices.map((choice, index) => (
          <button
            key={choice.say}
            type="button"
            className="tool"
            aria-pressed={choice === picked}
            onClick={() => step.done(String(index))}
          >
            {choice.say}
          </button>
        ))}
      </div>
      <p className="predict-verdict" role="status">
        {picked && (
          <>
            <b className={picked.right ? 'good' : 'caution'}>
              {picked.right ? '✓ Right.' : '✗ Not quite.'}
            </b>{' '}
            {picked.because}
          </>
        )}
      </p>
    </section>
  );
}
