/** `--help` in kubectl's layout. Mirrors kubectl pkg/util/templates (templates.go, templater.go, help_flags_printer.go). */
import type { Command, CommandGroup } from './command.ts';
import type { Flag } from './flags.ts';
import type { KubectlHost, KubectlWriter } from './host.ts';
import { load } from './load.ts';
import { wordWrap } from './word-wrap.ts';

/** Heads of `kubectl --help`, in its order; plugins there are none. */
const groups: readonly (CommandGroup | 'Subcommands provided by plugins')[] = [
  'Basic Commands (Beginner)',
  'Basic Commands (Intermediate)',
  'Deploy Commands',
  'Cluster Management Commands',
  'Troubleshooting and Debugging Commands',
  'Advanced Commands',
  'Settings Commands',
  'Subcommands provided by plugins',
  'Other Commands',
];

/** How wide a flag's words are, when lines are broken at all: less its tab. */
const TAB = 10;

const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

const zeroText: Readonly<Record<Flag['type'], string>> = {
  bool: 'false',
  string: "''",
  int: '0',
  int32: '0',
  int64: '0',
  duration: '0s',
  stringSlice: '[]',
  stringArray: '[]',
  stringToString: '[]',
  pairs: '',
};

/** A text stands in quotes; a value that is no text to pflag (`--aggregation-rule=`) has none. */
function shownDefault({ type, default: text }: Flag): string {
  if (text === undefined) return zeroText[type];
  return type !== 'string' || text === '' || text.startsWith("'") ? text : `'${text}'`;
}

/** `    -f, --filename=[]:\n\twhat it is for` */
function flagUsage(flag: Flag, limit: number): string {
  const head = flag.short ? `-${flag.short}, ` : '';
  const words = flag.help.replaceAll('\n', ' ');
  const wrapped = limit > 0 ? wordWrap(words, limit - TAB) : words;
  return `    ${head}--${flag.name}=${shownDefault(flag)}:\n\t${wrapped.replaceAll('\n', '\n\t')}`;
}

/** All flags of a list, divided by blank lines; those that pflag calls deprecated are not shown. */
export const flagUsages = (flags: readonly Flag[], limit = 0): string =>
  byName(flags)
    .filter((flag) => !flag.hidden && flag.deprecated === undefined)
    .map((flag) => flagUsage(flag, limit))
    .join('\n\n');

const indent = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd() || '  ')
    .join('\n');

function commandList(head: string, commands: readonly Command[], inOrder: boolean): string {
  const shown = commands.filter((command) => !command.hidden);
  const width = Math.max(11, ...shown.map((command) => command.name.length));
  const lines = (inOrder ? shown : byName(shown)).map(
    (command) => `  ${command.name.padEnd(width)}   ${command.short}`,
  );
  return [`${head}:`, ...lines].join('\n');
}

/** Paragraphs after the first begin with a space, as kubectl's do; its own advice at the end does not. */
const longText = (command: Command): string =>
  (command.long ?? command.short)
    .trim()
    .split('\n\n')
    .map((paragraph, at) =>
      at === 0 || paragraph.startsWith('Use "kubectl') ? paragraph : ` ${paragraph}`,
    )
    .join('\n\n');

const GLOBAL_TIP =
  'Use "kubectl options" for a list of global command-line options (applies to all commands).';
const commandTip = (path: string): string =>
  `Use "${path} <command> --help" for more information about a given command.`;

function usageLine(path: string, command: Command): string {
  const parent = path.split(' ').slice(0, -1).join(' ');
  const use = command.use ?? command.name;
  const line = use.startsWith(command.name) ? `${parent} ${use}` : `kubectl ${use}`;
  return line.includes('[options]') ? line : `${line} [options]`;
}

/** Help of one command. `limit`: how wide lines may be, 0 for as wide as they are. */
export function commandHelp(path: string, command: Command, limit = 0): string {
  const wrap = (text: string): string => (limit > 0 ? wordWrap(text, limit) : text);
  const { aliases = [], commands = [], examples, flags = [] } = command;
  const sections = [wrap(longText(command))];
  if (aliases.length > 0) sections.push(`Aliases:\n${[command.name, ...aliases].join(', ')}`);
  if (examples) sections.push(`Examples:\n${wrap(indent(examples))}`);
  if (commands.length > 0) sections.push(wrap(commandList('Available Commands', commands, false)));
  const usages = flagUsages(flags, limit);
  if (usages) sections.push(`Options:\n${usages}`);
  // A family that does nothing by itself has no usage.
  const runs = command.use !== '';
  if (runs) sections.push(`Usage:\n  ${wrap(usageLine(path, command))}`);
  const tips = [...(commands.length > 0 ? [commandTip(path)] : []), ...(runs ? [GLOBAL_TIP] : [])];
  sections.push(tips.map(wrap).join('\n'));
  return `${sections.join('\n\n')}\n`;
}

/** Help of kubectl itself. */
export function rootHelp(commands: readonly Command[], limit = 0): string {
  const wrap = (text: string): string => (limit > 0 ? wordWrap(text, limit) : text);
  const lists = groups.map((group) => {
    const members = commands.filter((command) => (command.group ?? 'Other Commands') === group);
    return commandList(group, members, group !== 'Other Commands');
  });
  const sections = [
    'kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/',
    lists.join('\n\n'),
    'Usage:\n  kubectl [flags] [options]',
    [commandTip('kubectl'), GLOBAL_TIP].map(wrap).join('\n'),
  ];
  return `${sections.map(wrap).join('\n\n')}\n`;
}

/** Lines are broken only on terminals, at one of three widths. Mirrors kubectl pkg/util/term/term_writer.go. */
export function widthLimit(writer: KubectlWriter, columns = 0): number {
  if (!writer.isTerminal) return 0;
  return [120, 100, 80].find((width) => columns >= width) ?? 0;
}

/** Help of one command with what is less true of it here, for the stream it is printed to. */
export async function helpOf(
  host: KubectlHost,
  path: string,
  command: Command,
  stream: 'out' | 'err' = 'out',
): Promise<string> {
  const limit = widthLimit(stream === 'out' ? host.stdout : host.stderr, host.columns);
  const { fidelityNote } = await load(host, () => import('./fidelity-note.ts'));
  return commandHelp(path, command, limit) + fidelityNote(path, command);
}
