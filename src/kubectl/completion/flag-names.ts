/** Flags by name, with what they are for. Mirrors cobra completions.go getFlagNameCompletions, completeRequireFlags. */
import type { Command } from '../command.ts';
import type { Flag, ParsedLine } from '../flags.ts';
import { flagsOf } from '../kubectl.ts';
import type { Meanings } from './completions.ts';

/** Every flag a command takes, help included. */
export const allFlags = (command: Command): readonly Flag[] => [
  ...flagsOf(command),
  { name: 'help', short: 'h', type: 'bool', help: `help for ${command.name}` },
];

const isOffered = ({ hidden, deprecated }: Flag): boolean => !hidden && !deprecated;

/** `--name` and `-n`, as far as they fit. */
const wordsFor = (flags: readonly Flag[], word: string): Meanings =>
  Object.fromEntries(
    flags
      .filter(isOffered)
      .flatMap(({ name, short, help }) =>
        [`--${name}`, ...(short ? [`-${short}`] : [])].map((one) => [one, help] as const),
      )
      .filter(([one]) => one.startsWith(word)),
  );

/** Flags that must be there and aren't yet. */
export const requiredFlags = (command: Command, { flags }: ParsedLine, word: string): Meanings =>
  wordsFor(
    allFlags(command).filter(({ required, name }) => required && !flags.changed(name)),
    word,
  );

const isRepeatable = ({ type }: Flag): boolean => /Slice|Array|^stringTo|^pairs$/.test(type);

/** The required ones first of all, then those not given yet. */
export function flagNames(command: Command, line: ParsedLine, word: string): Meanings {
  const required = requiredFlags(command, line, word);
  if (Object.keys(required).length > 0) return required;
  return wordsFor(
    allFlags(command).filter((flag) => isRepeatable(flag) || !line.flags.changed(flag.name)),
    word,
  );
}
