/** A command line with the preferences of a kuberc applied: aliases replaced, defaults of flags put in. Mirrors kubectl pkg/kuberc/kuberc.go Apply. */
import type { Command } from './command.ts';
import { KubectlError } from './errors.ts';
import type { Flag } from './flags.ts';
import type { KubectlHost } from './host.ts';
import {
  checkPreferences,
  type FlagDefault,
  type Preferences,
  preferencesFile,
  readPreferences,
} from './kuberc.ts';
import { absolutePath } from './paths.ts';

/** What the caller knows of commands. */
export interface CommandTable {
  find(args: readonly string[]): { readonly command: Command | undefined };
  flagsOf(command: Command): readonly Flag[];
}

/** Whether a flag is on the line already, in any of its forms. */
function isGiven({ name, short }: Flag, args: readonly string[]): boolean {
  return args.some(
    (word) =>
      word === `--${name}` ||
      word.startsWith(`--${name}=`) ||
      (short !== undefined && (word.startsWith(`-${short}`) || groups(word).includes(short))),
  );
}

/** Letters of `-abc`. */
const groups = (word: string): string => (/^-[a-zA-Z]+$/.test(word) ? word.slice(1) : '');

/** `--flag=value` for each default that the line does not give itself. */
function wordsFor(
  flags: readonly Flag[],
  options: readonly FlagDefault[] | null | undefined,
  args: readonly string[],
  unknown: (name: string) => string,
): readonly string[] {
  return (options ?? []).flatMap((option) => {
    const flag = flags.find(({ name }) => name === option.name);
    if (!flag) throw new KubectlError(unknown(option.name));
    return isGiven(flag, args) ? [] : [`--${option.name}=${option.default}`];
  });
}

/** Puts flags before `--`, if there is one. */
function withFlags(args: readonly string[], words: readonly string[]): readonly string[] {
  const dash = args.indexOf('--');
  const at = dash < 0 ? args.length : dash;
  return [...args.slice(0, at), ...words, ...args.slice(at)];
}

function aliased(
  { aliases }: Preferences,
  args: readonly string[],
  table: CommandTable,
): readonly string[] {
  const at = args.findIndex((word) => !word.startsWith('-'));
  const alias = (aliases ?? []).find(({ name }) => name === args[at]);
  if (!alias) return args;
  const words = alias.command.split(/\s+/).filter(Boolean);
  const { command } = table.find(words);
  if (!command)
    throw new KubectlError(
      `command ${JSON.stringify(alias.command)} not found to set alias ${JSON.stringify(alias.name)}: [${words.join(' ')}]`,
    );
  const rest = [...(alias.prependArgs ?? []), ...args.slice(at + 1), ...(alias.appendArgs ?? [])];
  const line = [...args.slice(0, at), ...words, ...rest];
  const unknown = (name: string): string => `invalid alias flag ${name} in alias kubectl`;
  return withFlags(line, wordsFor(table.flagsOf(command), alias.options, args, unknown));
}

async function defaulted(
  host: KubectlHost,
  { defaults }: Preferences,
  args: readonly string[],
  table: CommandTable,
): Promise<readonly string[]> {
  const { command } = table.find(args);
  if (!command) return args;
  const added: string[] = [];
  for (const { command: line, options } of defaults ?? []) {
    const meant = table.find(line.split(/\s+/).filter(Boolean)).command;
    if (!meant)
      await host.stderr.write(
        `Warning: command ${JSON.stringify(line)} not found to set kuberc override\n`,
      );
    if (meant?.name !== command.name) continue;
    const unknown = (name: string): string => `invalid flag ${name} for command ${line}`;
    added.push(...wordsFor(table.flagsOf(command), options, args, unknown));
  }
  return withFlags(args, added);
}

async function preferencesOf(host: KubectlHost): Promise<Preferences | undefined> {
  const found = preferencesFile(host);
  if (!found) return undefined;
  const { path, explicit } = found;
  if (!host.files.stat(absolutePath(host, path))) {
    if (!explicit) return undefined;
    throw new KubectlError(`kuberc: open ${path}: no such file or directory`);
  }
  try {
    return readPreferences(host, path);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    if (explicit) throw new KubectlError(`kuberc: ${error.message}`);
    await host.stderr.write(`kuberc: no preferences loaded from ${path}: ${error.message}`);
    return undefined;
  }
}

async function applied(host: KubectlHost, table: CommandTable): Promise<readonly string[]> {
  const preferences = await preferencesOf(host).catch((error: unknown) => {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`kuberc error ${error.message}`);
  });
  if (!preferences) return host.args;
  checkPreferences(preferences);
  const isKnown = table.find(host.args).command !== undefined;
  const args = isKnown ? host.args : aliased(preferences, host.args, table);
  return defaulted(host, preferences, args, table);
}

/** The words of the line, as the preferences make them. */
export async function applyPreferences(
  host: KubectlHost,
  table: CommandTable,
): Promise<readonly string[]> {
  try {
    return await applied(host, table);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const text = `error occurred while applying preferences ${error.message}`;
    throw new KubectlError(text, { plain: true });
  }
}
