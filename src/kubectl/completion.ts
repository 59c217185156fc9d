/** What Tab offers after `kubectl …`. Mirrors github.com/spf13/cobra completions.go getCompletions. */
import type { Command } from './command.ts';
import { contextOf } from './command-context.ts';
import { help } from './commands/help.ts';
import { commands } from './commands/index.ts';
import { options } from './commands/options.ts';
import { argumentCompleter, validWords } from './completion/arguments.ts';
import {
  anyFile,
  type Completions,
  type Meanings,
  meaning,
  nothing,
  only,
  startingWith,
} from './completion/completions.ts';
import { allFlags, flagNames, requiredFlags } from './completion/flag-names.ts';
import { flagValue } from './completion/flag-values.ts';
import { isExpected } from './errors.ts';
import { type Flag, FlagError, flagTable, type ParsedLine, parseFlags } from './flags.ts';
import type { KubectlHost } from './host.ts';
import { findCommand } from './kubectl.ts';

export type { Completions } from './completion/completions.ts';

/** What is completed: a command, what was said to it, and the word at hand. */
interface Task {
  readonly host: KubectlHost;
  readonly command: Command;
  readonly path: string;
  /** Before the word, without the command's own name and without a flag whose value the word is. */
  readonly words: readonly string[];
  /** The word, or the value behind a flag's `=`. */
  readonly word: string;
  /** The flag whose value the word is. */
  readonly flag?: Flag;
}

const root: Command = { name: 'kubectl', short: '' };

const isFlagWord = (word: string): boolean => /^--.|^-[^-]/.test(word);
const takesValue = (flag: Flag): boolean => flag.type !== 'bool' && flag.bare === undefined;

/** `--name` or the last letter of `-it`; undefined when the command has no such flag. */
function flagNamed(command: Command, word: string): Flag | undefined {
  const { byName, byShort } = flagTable(allFlags(command));
  return word.startsWith('--') ? byName.get(word.slice(2)) : byShort.get(word.slice(-1));
}

type Split = Pick<Task, 'words' | 'word' | 'flag'> | 'unknown flag';

/** Finds the flag whose value is being typed. Mirrors cobra checkIfFlagCompletion. */
function splitFlag(command: Command, words: readonly string[], word: string): Split {
  if (word.startsWith('-')) {
    const equals = word.indexOf('=');
    if (equals < 0) return { words, word };
    const flag = flagNamed(command, word.slice(0, equals));
    return flag ? { words, word: word.slice(equals + 1), flag } : 'unknown flag';
  }
  const last = words.at(-1) ?? '';
  if (!isFlagWord(last) || last.includes('=')) return { words, word };
  const flag = flagNamed(command, last);
  if (!flag) return 'unknown flag';
  return takesValue(flag) ? { words: words.slice(0, -1), word, flag } : { words, word };
}

function parsed(command: Command, words: readonly string[]): ParsedLine | undefined {
  try {
    return parseFlags(flagTable(allFlags(command)), words);
  } catch (error) {
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}

/** The commands inside one. Help leaves `options` out of its list; Tab doesn't. */
function nestedCommands(command: Command, word: string): Meanings {
  const list = command === root ? [...commands, help] : (command.commands ?? []);
  return Object.fromEntries(
    list
      .filter((one) => !one.hidden || one === options || one === help)
      .filter(({ name }) => name.startsWith(word))
      .map(({ name, short }) => [name, short]),
  );
}

/** Commands inside this one, while nothing of its own was said. */
function nestedNames({ command, word }: Task, { args, flags }: ParsedLine): Completions {
  const isBegun = command !== root && command.flags?.some(({ name }) => flags.changed(name));
  const hasNested = command === root || (command.commands ?? []).length > 0;
  if (args.length > 0 || isBegun || !hasNested) return anyFile;
  return meaning(nestedCommands(command, word));
}

/** Both, with the second's word on files. */
const joined = (first: Completions, second: Completions): Completions => ({
  ...second,
  candidates: [...first.candidates, ...second.candidates],
  descriptions: { ...first.descriptions, ...second.descriptions },
});

/** Arguments: nested commands, flags that are missing, and what the command itself knows. */
async function completeArguments(task: Task, line: ParsedLine): Promise<Completions> {
  const { host, command, path, word } = task;
  const nested = nestedNames(task, line);
  const required = meaning(requiredFlags(command, line, word));
  const before = { ...joined(nested, required), files: nested.files };
  const valid = validWords(path);
  if (valid) return line.args.length > 0 ? before : joined(before, only(startingWith(word, valid)));
  if (command === help) return completeHelp(line.args, word);
  const completer = argumentCompleter(path);
  if (!completer) return before;
  return joined(before, await completer(contextOf(host, command, path, line, quiet), word));
}

const quiet = async (): Promise<void> => undefined;

async function completeTask(task: Task): Promise<Completions> {
  const { host, command, path, words, word, flag } = task;
  const line = parsed(command, words);
  if (!line) return anyFile;
  if (line.helpAsked) return nothing;
  const mayBeFlag = line.argsBeforeDash < 0;
  if (flag && mayBeFlag) return flagValue(contextOf(host, command, path, line, quiet), flag, word);
  if (!flag && word.startsWith('-') && !word.includes('=') && mayBeFlag)
    return meaning(flagNames(command, line, word));
  return completeArguments(task, line);
}

/** `kubectl help rollout u`: the commands below. */
function completeHelp(words: readonly string[], word: string): Completions {
  const { command = root, words: rest } = findCommand(words);
  return rest.length > 0 ? nothing : meaning(nestedCommands(command, word));
}

/**
 * Candidates for the last of `words` (which may be ""); the words are those after `kubectl`.
 * Failures of the server offer nothing.
 */
export async function complete(host: KubectlHost, words: readonly string[]): Promise<Completions> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const isHelp = before[0] === help.name;
  const found = isHelp ? { path: 'kubectl help', words: before.slice(1) } : findCommand(before);
  const { command = isHelp ? help : root, path, words: rest } = { command: undefined, ...found };
  // A command nobody knows: cobra gives up, and the shell offers files.
  if (command === root && (parsed(root, rest)?.args.length ?? 0) > 0) return anyFile;
  const split = splitFlag(command, rest, typed);
  const isPlain = rest.includes('--');
  if (split === 'unknown flag' && !isPlain) return anyFile;
  const at = split === 'unknown flag' || isPlain ? { words: rest, word: typed } : split;
  try {
    return await completeTask({ host, command, path, ...at });
  } catch (error) {
    if (isExpected(error)) return nothing;
    throw error;
  }
}
