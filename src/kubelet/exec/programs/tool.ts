/** What a small program of a container is. */
import type { Run, World } from '../world.ts';

/** Its arguments, the world, and what a pipe or file gave it to read. Instant ones return a status, slow ones a Run. */
export type Tool = (args: readonly string[], world: World, input: string) => number | Run;

/** A table of programs by name. */
export type Programs = readonly (readonly [name: string, tool: Tool])[];

/** `-la dir` ⇒ the letters of the options, and the rest. */
export function splitOptions(args: readonly string[]): {
  readonly letters: string;
  readonly rest: readonly string[];
} {
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '-');
  return {
    letters: options.map((one) => one.replace(/^-+/, '')).join(''),
    rest: args.filter((arg) => !arg.startsWith('-') || arg === '-'),
  };
}
