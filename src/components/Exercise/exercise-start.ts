/** The bench of an exercise. */
import type { BenchStart } from '../lab-session/state.ts';
import type { ExerciseEntry } from './exercise-entry.ts';

export function exerciseStart({ id, title, files }: ExerciseEntry): BenchStart {
  return { key: `exercise:${id}`, title: `Exercise: ${title}`, exercise: { id, files } };
}
