/** A graded exercise: goal, checks, hints, start over. */
import { type ReactNode, useState } from 'react';
import type { GradeResult } from '#lab/lab.ts';
import { FileCell } from '../FileCell/FileCell.tsx';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { useStep } from '../progress/steps.tsx';
import { CheckList } from './CheckList.tsx';
import { type ExerciseEntry, exerciseStep } from './exercise-entry.ts';
import { exerciseStart } from './exercise-start.ts';
import { Hints } from './Hints.tsx';
import './Exercise.css';

export function Exercise({ exercise }: { readonly exercise: ExerciseEntry }): ReactNode {
  const lab = useLab();
  const start = exerciseStart(exercise);
  const onBench = useLabState((state) => state.start?.key === start.key);
  const step = useStep(exerciseStep(exercise.id));
  return (
    <section className="exercise" aria-label={`Exercise: ${exercise.title}`}>
      <p className="exercise-goal">{exercise.goal}</p>
      {onBench ? (
        <Attempt exercise={exercise} onPass={() => step.done('passed')} />
      ) : (
        <>
          <CheckList demands={exercise.checks} results={undefined} />
          <div className="exercise-row">
            <button type="button" className="tool tool-primary" onClick={() => lab.open(start)}>
              Start the exercise
            </button>
            <span className="cell-meta">
              {step.how ? '✓ Passed before. ' : ''}It puts a fresh cluster on the bench.
            </span>
          </div>
        </>
      )}
    </section>
  );
}

/** Forgets its findings when a fresh cluster comes. */
function Attempt({ exercise, onPass }: AttemptProps): ReactNode {
  const epoch = useLabState((state) => state.epoch);
  const [hints, setHints] = useState(0);
  const onHint = () => setHints(hints + 1);
  return (
    <>
      <HomeFiles files={exercise.files} />
      <Graded key={epoch} exercise={exercise} onPass={onPass} hints={hints} onHint={onHint} />
    </>
  );
}

/** The learner's files, ready to edit. */
function HomeFiles({ files }: { readonly files: ExerciseEntry['files'] }): ReactNode {
  return Object.entries(files).map(([path, text]) => {
    const name = /^home\/(.+)$/.exec(path)?.[1];
    return name && <FileCell key={name} path={name} text={text} />;
  });
}

interface AttemptProps {
  readonly exercise: ExerciseEntry;
  readonly onPass: () => void;
}

interface GradedProps extends AttemptProps {
  readonly hints: number;
  readonly onHint: () => void;
}

function Graded({ exercise, onPass, hints, onHint }: GradedProps): ReactNode {
  const lab = useLab();
  const ready = useLabState((state) => state.phase === 'ready');
  const [result, setResult] = useState<GradeResult>();
  const [checking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    const grade = await lab.use((api) => api.grade());
    setResult(grade);
    setChecking(false);
    if (grade.passed) onPass();
  };
  return (
    <>
      <CheckList demands={exercise.checks} results={result?.checks} />
      <Verdict result={result} />
      <Hints hints={exercise.hints} taken={hints} solution={exercise.solution} />
      <div className="exercise-row">
        <button
          type="button"
          className="tool tool-primary"
          disabled={!ready || checking}
          onClick={() => void check()}
        >
          Check
        </button>
        {hints <= exercise.hints.length && (
          <button type="button" className="tool" onClick={onHint}>
            {hints < exercise.hints.length
              ? `Hint ${hints + 1} of ${exercise.hints.length}`
              : 'Show a solution'}
          </button>
        )}
        <button type="button" className="tool" disabled={!ready} onClick={() => lab.startOver()}>
          Start over
        </button>
      </div>
    </>
  );
}

function Verdict({ result }: { readonly result: GradeResult | undefined }): ReactNode {
  return (
    <div role="status">
      {result?.passed && (
        <p className="exercise-verdict good">
          <b>Passed.</b> Every check holds, now and over the whole time it asks about.
        </p>
      )}
      {result && !result.passed && result.misconception && (
        <p className="exercise-verdict exercise-misconception">{result.misconception}</p>
      )}
      {result && !result.passed && !result.misconception && (
        <p className="exercise-verdict caution">
          {result.checks.some((each) => each.state === 'fail')
            ? 'Not passed. Read what was observed, then try again.'
            : 'Not yet. Give the cluster time, then check again.'}
        </p>
      )}
    </div>
  );
}
