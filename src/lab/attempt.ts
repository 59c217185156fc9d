/** One attempt at an exercise: what was there, and everything that changed since. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { withTables } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Cluster } from '#cluster/cluster.ts';
import { type Exercise, parseExercise } from '#grader/exercise.ts';
import { type GradeResult, grade } from '#grader/grade.ts';
import { isQuiet } from './settling.ts';

export interface Attempt {
  readonly exercise: Exercise;
  /** Grades what happened so far. `commands`: kubectl lines since the attempt began. */
  grade(commands: readonly string[]): GradeResult;
}

/** Begins an attempt at this moment of the cluster. Throws ExerciseError when the text is none. */
export function beginAttempt(cluster: Cluster, exerciseYaml: string): Attempt {
  const exercise = parseExercise(exerciseYaml);
  const startMs = cluster.clock.now();
  const start: readonly KubeObject[] = withTables(cluster.api.kinds()).flatMap((kind) =>
    cluster.api.list(kind),
  );
  const changes: StoreEvent[] = [];
  cluster.api.subscribe((event) => changes.push(event));
  return {
    exercise,
    grade: (commands) =>
      grade(exercise, {
        startMs,
        nowMs: cluster.clock.now(),
        start,
        changes,
        commands,
        atRest: isQuiet(cluster),
      }),
  };
}
