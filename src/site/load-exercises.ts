/** Reads the folders under `exercises/`: one folder an exercise. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ExerciseSource } from '#lab/lab.ts';

/** An exercise as the page needs it before it is started. */
export interface ExerciseEntry {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  /** The path of the lesson it belongs to, or "". */
  readonly lesson: string;
  readonly minutes: number;
  /** What each check demands, in order. */
  readonly checks: readonly string[];
  readonly hints: readonly string[];
  /** The commands of a solution, without their output. */
  readonly solution: string;
  /** Every file in the folder by its path in it, except the mistakes. */
  readonly files: Readonly<Record<string, string>>;
}

/** exercises/rollouts/roll-back/ ⇒ { id: 'rollouts/roll-back', files: { 'exercise.yaml': '…' } } */
export function readExerciseFolders(root: string): ExerciseSource[] {
  return folders(root).flatMap((chapter) =>
    folders(join(root, chapter)).map((name) => ({
      id: `${chapter}/${name}`,
      files: readFolder(join(root, chapter, name)),
    })),
  );
}

/** exercises/rollouts/roll-back/ ⇒ { id: 'rollouts/roll-back', title: 'Roll back', … } */
export const loadExercises = (root: string): ExerciseEntry[] =>
  readExerciseFolders(root).map(({ id, files }) => entry(id, files));

function folders(root: string): string[] {
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .sort();
}

function readFolder(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

function entry(id: string, files: Readonly<Record<string, string>>): ExerciseEntry {
  const about: unknown = parse(files['exercise.yaml'] ?? '');
  const solution = Object.keys(files).find((file) => /^solution.*\.console$/.test(file));
  const shown = Object.entries(files).filter(([file]) => !file.startsWith('mistakes/'));
  return {
    id,
    title: text(about, 'title', id),
    goal: text(about, 'goal', '').trim(),
    lesson: text(about, 'lesson', ''),
    minutes: Number(text(about, 'minutes', '5')),
    checks: list(about, 'checks').map((check) => text(check, 'that', '')),
    hints: list(about, 'hints').map((hint) => String(hint).trim()),
    solution: commands(solution === undefined ? '' : (files[solution] ?? '')),
    files: Object.fromEntries(shown.filter(([file]) => !file.startsWith('solution'))),
  };
}

/** The commands and events of a transcript: `$ kubectl …` ⇒ `kubectl …`, `@ fail node-2` ⇒ `# fail node-2` */
function commands(transcript: string): string {
  return (
    transcript
      .split(/^-- /m)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('$ ') || (line.startsWith('@ ') && line !== '@ settle'))
      .map((line) => line.replace(/^\$ /, '').replace(/^@ /, '# '))
      .join('\n') ?? ''
  );
}

function text(from: unknown, key: string, otherwise: string): string {
  const value = field(from, key);
  return value === undefined || value === null ? otherwise : String(value);
}

function list(from: unknown, key: string): unknown[] {
  const value = field(from, key);
  return Array.isArray(value) ? value : [];
}

function field(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
}
