/** The lessons and exercises of this build, for pages and theme. */
import { usePluginData } from '@docusaurus/useGlobalData';
import type { LessonEntry } from './lessons-plugin.ts';
import type { ExerciseEntry } from './load-exercises.ts';

export function useLessons(): readonly LessonEntry[] {
  return usePluginData('lessons') as readonly LessonEntry[];
}

export function useExercises(): readonly ExerciseEntry[] {
  return usePluginData('exercises') as readonly ExerciseEntry[];
}

/** One exercise; a page that names another than the build has must not be built. */
export function useExercise(id: string): ExerciseEntry {
  const exercise = useExercises().find((each) => each.id === id);
  if (!exercise) throw new Error(`no exercise in exercises/${id}`);
  return exercise;
}
