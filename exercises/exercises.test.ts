import { describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { direct } from '#lab/directive.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import type { ExerciseSource } from '#lab/lab.ts';
import { parseTranscript } from '#lab/transcript.ts';
import { readExerciseFolders } from '#site/load-exercises.ts';

const exercises: readonly ExerciseSource[] = readExerciseFolders(import.meta.dirname);
const begin = (exercise: ExerciseSource): Promise<Lab> =>
  createLab({ freeze: true }, createHostTurn(), exercise);

/** Plays a console file of the exercise in a fresh lab. */
async function play(exercise: ExerciseSource, file: string): Promise<Lab> {
  const lab = await begin(exercise);
  for (const step of parseTranscript(exercise.files[file] ?? '').steps) {
    if (step.kind === 'run') await lab.run(step.command);
    else await direct(lab, step);
  }
  return lab;
}

const consoles = ({ files }: ExerciseSource, pattern: RegExp): string[] =>
  Object.keys(files).filter((file) => pattern.test(file));

describe.each(exercises)('$id', (exercise) => {
  it('starts red', async () => {
    const lab = await begin(exercise);
    expect(lab.grade().passed).toBe(false);
  });

  it('has a solution and two mistakes at least', () => {
    expect(consoles(exercise, /^solution.*\.console$/).length).toBeGreaterThan(0);
    expect(consoles(exercise, /^mistakes\/.*\.console$/).length).toBeGreaterThan(1);
  });

  it.each(consoles(exercise, /^solution.*\.console$/))('%s is graded green', async (file) => {
    const { checks } = (await play(exercise, file)).grade();
    expect(checks.filter(({ state }) => state !== 'pass')).toEqual([]);
  });

  it.each(consoles(exercise, /^mistakes\//))(
    '%s is graded red by the check it names',
    async (file) => {
      const named = /^# fails: (.+)$/m.exec(exercise.files[file] ?? '')?.[1];
      const { passed, checks } = (await play(exercise, file)).grade();
      expect(passed).toBe(false);
      expect(checks.find(({ that }) => that === named)?.state, named).toMatch(/fail|wait/);
    },
  );
});
