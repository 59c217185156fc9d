/** kubectl: finds the command, reads its flags, runs it, tells what went wrong. */
import { StatusError } from '#apimachinery/status.ts';
import type { Command } from './command.ts';
import { contextOf } from './command-context.ts';
import { help } from './commands/help.ts';
import { commands } from './commands/index.ts';
import { options } from './commands/options.ts';
import { isExpected, KubectlError, notSimulatedError, printError } from './errors.ts';
import {
  type Flag,
  FlagError,
  type FlagTable,
  type FlagValues,
  flagTable,
  type ParsedLine,
  parseFlags,
  requireFlags,
  takesNextWord,
} from './flags.ts';
import { globalFlags } from './global-flags.ts';
import { helpOf, rootHelp, widthLimit } from './help.ts';
import type { KubectlHost } from './host.ts';
import { preferencesFile } from './kuberc.ts';
import { runPlugin } from './plugins.ts';
import { TemplateFailure } from './printers/go-template/evaluate.ts';
import { unknownCommandText } from './suggestions.ts';

/** A command found on the line, with its full name and the words that remain. */
export interface FoundCommand {
  readonly command: Command | undefined;
  readonly path: string;
  readonly words: readonly string[];
}

const globals = flagTable(globalFlags);

/** Words that are no flags and no values of flags, with where they stand. */
function plainWords(
  flags: FlagTable,
  words: readonly string[],
): readonly { readonly word: string; readonly at: number }[] {
  const found: { word: string; at: number }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (word.startsWith('-') && word.length > 1) at += takesNextWord(flags, word) ? 1 : 0;
    else if (word) found.push({ word, at });
  }
  return found;
}

const answersTo = (command: Command, word: string): boolean =>
  command.name === word || (command.aliases?.includes(word) ?? false);

/** Goes down the tree of commands as far as words lead. Mirrors cobra command.go Find. */
export function findCommand(args: readonly string[]): FoundCommand {
  let command: Command | undefined;
  let path = 'kubectl';
  let words = args;
  for (;;) {
    const table = command ? flagTable([...(command.flags ?? []), ...globalFlags]) : globals;
    const [next] = plainWords(table, words);
    const children = command ? (command.commands ?? []) : commands;
    const child = next && children.find((entry) => answersTo(entry, next.word));
    if (!next || !child) return { command, path, words };
    words = [...words.slice(0, next.at), ...words.slice(next.at + 1)];
    command = child;
    path = `${path} ${child.name}`;
  }
}

/** Flags of real kubectl that this build refuses, once one is given. */
function refuseMissing(flags: readonly Flag[], values: FlagValues): void {
  for (const flag of flags)
    if (flag.notSimulated && values.changed(flag.name))
      throw notSimulatedError(`${flag.notSimulated} (--${flag.name})`);
}

const warningHead = (host: KubectlHost): string =>
  host.stderr.isTerminal && !('NO_COLOR' in host.env) && host.env['TERM'] !== 'dumb'
    ? '\u001b[33;1mWarning:\u001b[0m'
    : 'Warning:';

/** Prints each warning of the server once. Mirrors client-go rest/warnings.go. */
function warner(host: KubectlHost): { warn(text: string): Promise<void>; count(): number } {
  const seen = new Set<string>();
  return {
    async warn(text) {
      if (seen.has(text)) return;
      seen.add(text);
      await host.stderr.write(`${warningHead(host)} ${text}\n`);
    },
    count: () => seen.size,
  };
}

/** Every flag a command takes, its own first. */
export const flagsOf = (command: Command): readonly Flag[] => {
  const own = command.flags ?? [];
  const names = new Set(own.map((flag) => flag.name));
  const letters = new Set(own.map((flag) => flag.short));
  return [
    ...own,
    ...globalFlags
      .filter((flag) => !names.has(flag.name))
      .map((flag) => {
        if (!flag.short || !letters.has(flag.short)) return flag;
        const { short: _, ...rest } = flag;
        return rest;
      }),
  ];
};

const flagMistake = (path: string, message: string): KubectlError =>
  new KubectlError(
    path === 'kubectl options'
      ? `${message}\nRun '${path}' without flags.`
      : `${message}\nSee '${path} --help' for usage.`,
  );

function parseFor(command: Command, path: string, words: readonly string[]): ParsedLine {
  try {
    return parseFlags(flagTable(flagsOf(command)), words);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw (command.flagMistake ?? flagMistake)(path, error.message);
  }
}

/** A command that does nothing by itself (`kubectl alpha`): its help, whatever is said. */
async function printFamily(
  host: KubectlHost,
  found: FoundCommand,
  command: Command,
): Promise<number> {
  parseFor(command, found.path, found.words);
  await host.stdout.write(await helpOf(host, found.path, command));
  return 0;
}

const PROFILES = ['none', 'cpu', 'heap', 'goroutine', 'threadcreate', 'block', 'mutex'];

/** What a Go program would measure of itself there is nothing of here. Mirrors kubectl pkg/cmd/profiling.go. */
function checkProfile(flags: FlagValues): void {
  const profile = flags.string('profile');
  if (!flags.changed('profile') || profile === 'none') return;
  if (!PROFILES.includes(profile)) throw new KubectlError(`unknown profile '${profile}'`);
  throw notSimulatedError('profiles of itself (--profile)');
}

async function runCommand(
  host: KubectlHost,
  found: FoundCommand,
  command: Command,
): Promise<number> {
  if (!command.run) return printFamily(host, found, command);
  const parsed = parseFor(command, found.path, found.words);
  if (parsed.helpAsked) {
    if (command !== options) await host.stdout.write(await helpOf(host, found.path, command));
    return 0;
  }
  const flags = flagsOf(command);
  for (const warning of parsed.warnings) await host.stderr.write(`${warning}\n`);
  requireFlags(flagTable(flags), parsed.flags);
  refuseMissing(flags, parsed.flags);
  if (!command.flags?.some(({ name }) => name === 'profile')) checkProfile(parsed.flags);
  const warnings = warner(host);
  const context = contextOf(host, command, found.path, parsed, warnings.warn);
  const code = await command.run(context);
  if (!code && parsed.flags.bool('warnings-as-errors') && warnings.count() > 0)
    throw new KubectlError(
      `${warnings.count()} warning${warnings.count() === 1 ? '' : 's'} received`,
    );
  return code ?? 0;
}

const rootHelpFor = (host: KubectlHost, stream: KubectlHost['stdout']): string =>
  rootHelp(commands, widthLimit(stream, host.columns));

/** `kubectl help rollout undo`. Mirrors cobra command.go InitDefaultHelpCmd. */
async function runHelp(host: KubectlHost, words: readonly string[]): Promise<number> {
  const { command, path } = findCommand(words);
  const isTopic = command !== undefined || plainWords(globals, words).length === 0;
  if (command === options) return 0;
  if (command) await host.stdout.write(await helpOf(host, path, command));
  else if (words[0] === 'help') await host.stdout.write(await helpOf(host, 'kubectl help', help));
  else if (isTopic) await host.stdout.write(rootHelpFor(host, host.stdout));
  else {
    const topic = words.map((word) => `\`${word}\``).join(' ');
    await host.stderr.write(`Unknown help topic [${topic}]\n${rootHelpFor(host, host.stderr)}`);
  }
  return 0;
}

/** The line with the learner's preferences applied, if there are any. */
async function preferred(host: KubectlHost): Promise<KubectlHost> {
  const file = preferencesFile(host);
  const isThere = file && (file.explicit || host.files.stat(file.path) !== undefined);
  if (!isThere || host.args.length === 0) return host;
  const { applyPreferences } = await host.clock.load(() => import('./kuberc-apply.ts'));
  const args = await applyPreferences(host, { find: findCommand, flagsOf });
  return { ...host, args };
}

async function dispatch(given: KubectlHost): Promise<number> {
  const host = await preferred(given);
  const [first] = plainWords(globals, host.args);
  if (first?.word === 'help' && !host.args[0]?.startsWith('-'))
    return runHelp(
      host,
      host.args.filter((_, at) => at !== first.at),
    );
  const found = findCommand(host.args);
  if (found.command) return runCommand(host, found, found.command);
  const [typed] = plainWords(globals, host.args);
  const [misplaced] = host.args;
  if (typed && misplaced?.startsWith('-'))
    throw new KubectlError(`Error: flags cannot be placed before plugin name: ${misplaced}`, {
      plain: true,
    });
  const ended = typed ? await runPlugin(host) : undefined;
  if (ended !== undefined) return ended;
  if (typed)
    throw new KubectlError(
      unknownCommandText(
        typed.word,
        commands.filter((command) => !command.hidden).map(({ name }) => name),
      ),
    );
  parseFor({ name: 'kubectl', short: '' }, 'kubectl', host.args);
  await host.stdout.write(rootHelpFor(host, host.stdout));
  return 0;
}

/** Runs one command line; gives its exit status. Rejects only for bugs and for closed pipes. */
export async function kubectl(host: KubectlHost): Promise<number> {
  try {
    return await dispatch(host);
  } catch (error) {
    if (host.signal.aborted && !(error instanceof StatusError)) return 130;
    if (!isExpected(error)) throw error;
    if (error instanceof TemplateFailure) await host.stdout.write(error.printed);
    const { text, exitCode } = printError(error);
    if (text) await host.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    return exitCode;
  }
}
