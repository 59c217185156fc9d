/** An exercise as the page gets it from the build. */

export interface ExerciseEntry {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  /** What each check demands, in order. */
  readonly checks: readonly string[];
  readonly hints: readonly string[];
  /** The commands of a solution. */
  readonly solution: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The step by which progress knows that it was passed, wherever it was done. */
export function exerciseStep(id: string): string {
  return `exercise:${id}`;
}
