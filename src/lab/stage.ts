/** Sets a lab's stage: objects that are there on arrival, and what happened before the learner came. */
import { parseExercise } from '#grader/exercise.ts';
import type { ExerciseSource, LabOptions } from './lab.ts';
import type { DirectiveStep } from './transcript.ts';
import { parseTranscript } from './transcript.ts';

/** What staging needs of a lab. */
export interface Stage {
  readonly files: { write(path: string, text: string): void; remove(path: string): void };
  run(line: string): Promise<{ readonly output: string; readonly exit: number }>;
  settle(): Promise<void>;
}

/** The lab options an exercise's folder stands for: nodes and the learner's files. */
export function optionsOf(exercise: ExerciseSource | undefined): LabOptions {
  if (!exercise) return {};
  const { nodes } = parseExercise(exercise.files['exercise.yaml'] ?? '');
  const home = Object.entries(exercise.files)
    .filter(([name]) => name.startsWith('home/'))
    .map(([name, text]) => [name.slice('home/'.length), text] as const);
  return { ...(nodes ? { nodes } : {}), home: Object.fromEntries(home) };
}

async function mustRun(stage: Stage, line: string): Promise<void> {
  const { output, exit } = await stage.run(line);
  if (exit !== 0) throw new Error(`the start failed at: ${line}\n${output}`);
}

/** Applies `start` (YAML) as kubectl would, lets it settle, then plays `before` (a transcript). */
export async function setStage(
  stage: Stage,
  direct: (step: DirectiveStep) => Promise<void>,
  start: string | undefined,
  before: string | undefined,
): Promise<void> {
  if (start) {
    const path = '/tmp/start.yaml';
    stage.files.write(path, start);
    await mustRun(stage, `kubectl apply -f ${path}`);
    stage.files.remove(path);
    await stage.settle();
  }
  for (const step of before ? parseTranscript(before).steps : []) {
    if (step.kind === 'run') await mustRun(stage, step.command);
    else await direct(step);
  }
}
