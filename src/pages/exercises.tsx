/** All exercises, and which of them were passed in this browser. */
import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { exerciseStep } from '#components/Exercise/exercise-entry.ts';
import { useProgress } from '#components/progress/steps.tsx';
import { useExercises } from '#site/content.ts';

export default function ExercisesPage(): ReactNode {
  const progress = useProgress();
  return (
    <Layout title="Exercises" description="Graded exercises on a cluster of your own." noFooter>
      <main className="page">
        <h1>Exercises</h1>
        <p className="lead">
          Each brings a fresh cluster and a goal. The checks look at what the cluster is, and at
          what it was all the while.
        </p>
        <ol className="index-list">
          {useExercises().map(({ id, title, goal, minutes }) => (
            <li key={id}>
              <Link to={`/exercises/${id}`}>{title}</Link>
              <span className="index-minutes">
                {progress[exerciseStep(id)] && <b className="good">✓ passed · </b>}
                {minutes} min
              </span>
              <p>{goal}</p>
            </li>
          ))}
        </ol>
      </main>
    </Layout>
  );
}
