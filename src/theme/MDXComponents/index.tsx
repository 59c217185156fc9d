/** What a lesson may use beside Markdown. */
import MDXComponents from '@theme-original/MDXComponents';
import type { ReactNode } from 'react';
import { Cell } from '#components/Cell/Cell.tsx';
import { EventCell } from '#components/Cell/EventCell.tsx';
import { diagrams } from '#components/diagrams/index.ts';
import { Exercise } from '#components/Exercise/Exercise.tsx';
import { FileCell } from '#components/FileCell/FileCell.tsx';
import { Predict } from '#components/Predict/Predict.tsx';
import { useExercise } from '#site/content.ts';

function ExerciseById({ id }: { readonly id: string }): ReactNode {
  return <Exercise exercise={useExercise(id)} />;
}

export default {
  ...MDXComponents,
  ...diagrams,
  Cell,
  EventCell,
  FileCell,
  Predict,
  Exercise: ExerciseById,
};
