/** kubectl: finds the command, reads its flags, runs it, tells what went wrong. */
import { StatusError } from '#apimachinery/status.ts';
import { ApiClient } from './api-client.ts';
import type { Command, CommandContext } from './command.ts';
import { commands } from './commands/index.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { isExpected, KubectlError, notSimulatedError, printError, usageError } from './errors.ts';
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
import { commandHelp, rootHelp } from './help.ts';
import type { KubectlHost } from './host.ts';
import { currentContext, readKubeconfig } from './kubeconfig.ts';
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

/** A client with the credentials of the context's user. */
const clientOf = (
  host: KubectlHost,
  { user, headers, certificate }: Credentials,
  onWarning: (text: string) => Promise<void>,
): ApiClient =>
  new ApiClient(host.transport, {
    actor: { name: 'kubectl', user, groups: ['system:masters', 'system:authenticated'] },
    headers,
    ...(certificate ? { certificate } : {}),
    onWarning,
    signal: host.signal,
  });

/** What a command is given to run with. */
export function contextOf(
  host: KubectlHost,
  command: Command,
  path: string,
  parsed: ParsedLine,
  onWarning: (text: string) => Promise<void>,
): CommandContext {
  const { flags, args, argsBeforeDash } = parsed;
  const kubeconfig = readKubeconfig(host, flags.string('kubeconfig'));
  const current = currentContext(kubeconfig, flags.string('context'));
  // `create rolebinding --user` and `config set-credentials --token` are no credentials.
  const own = new Set((command.flags ?? []).map(({ name }) => name));
  const given = { ...flags, string: (name: string) => (own.has(name) ? '' : flags.string(name)) };
  const credentials = credentialsOf(host, given, kubeconfig, current.user ?? 'learner');
  const namespaceGiven = flags.changed('namespace') && flags.string('namespace') !== '';
  return {
    host,
    command,
    path,
    flags,
    args,
    argsBeforeDash,
    kubeconfig,
    api: clientOf(host, credentials, onWarning),
    namespace: flags.string('namespace') || current.namespace || 'default',
    namespaceGiven,
    out: (text) => host.stdout.write(text),
    err: (text) => host.stderr.write(text),
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

function parseFor(command: Command, path: string, words: readonly string[]): ParsedLine {
  try {
    return parseFlags(flagTable(flagsOf(command)), words);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new KubectlError(`${error.message}\nSee '${path} --help' for usage.`);
  }
}

/** A family without a subcommand: help, or `unknown command "bogus deployment/web"`. */
async function runFamily(
  host: KubectlHost,
  found: FoundCommand,
  command: Command,
): Promise<number> {
  const parsed = parseFor(command, found.path, found.words);
  if (parsed.args.length > 0 && !parsed.helpAsked)
    throw usageError(found.path, `unknown command "${parsed.args.join(' ')}"`);
  await host.stdout.write(commandHelp(found.path, command, command.flags ?? []));
  return 0;
}

async function runCommand(
  host: KubectlHost,
  found: FoundCommand,
  command: Command,
): Promise<number> {
  if (!command.run) return runFamily(host, found, command);
  const parsed = parseFor(command, found.path, found.words);
  if (parsed.helpAsked) {
    await host.stdout.write(commandHelp(found.path, command, command.flags ?? []));
    return 0;
  }
  const flags = flagsOf(command);
  for (const warning of parsed.warnings) await host.stderr.write(`${warning}\n`);
  requireFlags(flagTable(flags), parsed.flags);
  refuseMissing(flags, parsed.flags);
  const warnings = warner(host);
  const context = contextOf(host, command, found.path, parsed, warnings.warn);
  const code = await command.run(context);
  if (!code && parsed.flags.bool('warnings-as-errors') && warnings.count() > 0)
    throw new KubectlError(
      `${warnings.count()} warning${warnings.count() === 1 ? '' : 's'} received`,
    );
  return code ?? 0;
}

/** `kubectl help rollout undo` */
async function runHelp(host: KubectlHost, words: readonly string[]): Promise<number> {
  const { command, path, words: rest } = findCommand(words);
  if (command && rest.length === 0) {
    await host.stdout.write(commandHelp(path, command, command.flags ?? []));
    return 0;
  }
  if (words.length > 0)
    await host.stderr.write(
      `Unknown help topic [${words.map((word) => `\`${word}\``).join(' ')}]\n`,
    );
  await host.stdout.write(rootHelp(commands));
  return 0;
}

async function dispatch(host: KubectlHost): Promise<number> {
  const [first] = plainWords(globals, host.args);
  if (first?.word === 'help')
    return runHelp(
      host,
      host.args.filter((_, at) => at !== first.at),
    );
  const found = findCommand(host.args);
  if (found.command) return runCommand(host, found, found.command);
  const [typed] = plainWords(globals, host.args);
  if (typed)
    throw new KubectlError(
      unknownCommandText(
        typed.word,
        commands.filter((command) => !command.hidden).map(({ name }) => name),
      ),
    );
  parseFor({ name: 'kubectl', short: '' }, 'kubectl', host.args);
  await host.stdout.write(rootHelp(commands));
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
