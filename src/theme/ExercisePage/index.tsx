/** An exercise on a page of its own, with its cluster already on the bench. */
import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Bench } from '#components/Bench/Bench.tsx';
import { Exercise } from '#components/Exercise/Exercise.tsx';
import { exerciseStart } from '#components/Exercise/exercise-start.ts';
import { useExercise } from '#site/content.ts';

interface Props {
  readonly exercise: { readonly id: string };
}

export default function ExercisePage(props: Props): ReactNode {
  const exercise = useExercise(props.exercise.id);
  return (
    <Layout title={exercise.title} description={exercise.goal} noFooter>
      <div className="split">
        <main className="split-text">
          <article className="lesson">
            <p className="crumb">
              <Link to="/exercises">Exercises</Link> · {exercise.minutes} min
            </p>
            <div className="markdown">
              <h1>{exercise.title}</h1>
              <Exercise exercise={exercise} />
            </div>
          </article>
        </main>
        <Bench shape="side" start={exerciseStart(exercise)} />
      </div>
    </Layout>
  );
}
