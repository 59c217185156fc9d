/** What Tab offers for a word of a command line, and what the terminal does with it. Mirrors cobra's ShellCompDirective. */

/** Which files may stand there when nothing is offered: any, folders, those with an ending, none. */
export type FileOffer = 'all' | 'folders' | 'none' | readonly string[];

/** Candidates, each with what it is for. */
export type Meanings = Readonly<Record<string, string>>;

export interface Completions {
  /** Each stands in place of the word, or of the value behind a flag's `=`. */
  readonly candidates: readonly string[];
  readonly files: FileOffer;
  /** More may follow the only candidate at once: `deployments/`. */
  readonly noSpace?: boolean;
  /** What commands and flags are for; names need no words. */
  readonly descriptions?: Meanings;
}

/** Nothing, and no files either. */
export const nothing: Completions = { candidates: [], files: 'none' };

/** Whatever the shell has. */
export const anyFile: Completions = { candidates: [], files: 'all' };

/** These with their meanings, and never files. */
export const meaning = (descriptions: Meanings): Completions => ({
  candidates: Object.keys(descriptions),
  files: 'none',
  descriptions,
});

/** These, and never files. */
export const only = (candidates: readonly string[]): Completions => ({
  candidates,
  files: 'none',
});

export const startingWith = (word: string, candidates: readonly string[]): readonly string[] =>
  candidates.filter((candidate) => candidate.startsWith(word));
