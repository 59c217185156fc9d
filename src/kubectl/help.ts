/** `--help` in kubectl's layout. Mirrors kubectl pkg/util/templates (templates.go, templater.go, help_flags_printer.go). */
import type { Command, CommandGroup } from './command.ts';
import type { Flag } from './flags.ts';

const groups: readonly CommandGroup[] = [
  'Basic Commands (Beginner)',
  'Basic Commands (Intermediate)',
  'Deploy Commands',
  'Cluster Management Commands',
  'Troubleshooting and Debugging Commands',
  'Advanced Commands',
  'Settings Commands',
  'Other Commands',
];

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
};

/** `    -f, --filename=[]:\n\twhat it is for` */
function flagUsage(flag: Flag): string {
  const head = flag.short ? `-${flag.short}, ` : '';
  const text = flag.default ?? zeroText[flag.type];
  const shown = flag.type === 'string' && !text.startsWith("'") ? `'${text}'` : text;
  const deprecated = flag.deprecated ? ` (DEPRECATED: ${flag.deprecated})` : '';
  return `    ${head}--${flag.name}=${shown}:\n\t${flag.help.replaceAll('\n', '\n\t')}${deprecated}`;
}

/** All flags of a list, divided by blank lines. */
export const flagUsages = (flags: readonly Flag[]): string =>
  byName(flags)
    .filter((flag) => !flag.hidden)
    .map(flagUsage)
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

/** Paragraphs after the first begin with a space, as kubectl's do. */
const longText = (command: Command): string =>
  (command.long ?? command.short)
    .trim()
    .split('\n\n')
    .map((paragraph, at) => (at === 0 ? paragraph : ` ${paragraph}`))
    .join('\n\n');

/** Help of one command. */
export function commandHelp(path: string, command: Command, flags: readonly Flag[]): string {
  const sections = [longText(command)];
  if (command.aliases?.length)
    sections.push(`Aliases:\n${[command.name, ...command.aliases].join(', ')}`);
  if (command.examples) sections.push(`Examples:\n${indent(command.examples)}`);
  if (command.commands?.length)
    sections.push(commandList('Available Commands', command.commands, false));
  if (flags.some((flag) => !flag.hidden)) sections.push(`Options:\n${flagUsages(flags)}`);
  const parent = path.split(' ').slice(0, -1).join(' ');
  const use = command.use ?? command.name;
  const line = use.startsWith(command.name) ? `${parent} ${use}` : `kubectl ${use}`;
  sections.push(
    `Usage:\n  ${flags.length > 0 && !line.includes('[options]') ? `${line} [options]` : line}`,
  );
  const tips = [
    ...(command.commands?.length
      ? [`Use "${path} <command> --help" for more information about a given command.`]
      : []),
    'Use "kubectl options" for a list of global command-line options (applies to all commands).',
  ];
  sections.push(tips.join('\n'));
  return `${sections.join('\n\n')}\n`;
}

/** Help of kubectl itself. */
export function rootHelp(commands: readonly Command[]): string {
  const sections = [
    'kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/',
  ];
  for (const group of groups) {
    const members = commands.filter((command) => (command.group ?? 'Other Commands') === group);
    if (members.length > 0) sections.push(commandList(group, members, group !== 'Other Commands'));
  }
  sections.push('Usage:\n  kubectl [flags] [options]');
  sections.push(
    [
      'Use "kubectl <command> --help" for more information about a given command.',
      'Use "kubectl options" for a list of global command-line options (applies to all commands).',
    ].join('\n'),
  );
  return `${sections.join('\n\n')}\n`;
}
