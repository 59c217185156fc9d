/** `kubectl alpha kuberc set | view`. Mirrors kubectl pkg/cmd/kuberc/{set,view}.go. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { printFlags } from '../../flag-sets.ts';
import type { Flag } from '../../flags.ts';
import {
  type Alias,
  emptyPreferences,
  type FlagDefault,
  kubercFile,
  type Preferences,
  readPreferences,
} from '../../kuberc.ts';
import { absolutePath } from '../../paths.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';
import { goYaml } from '../../printers/yaml.ts';
import { runWithoutSubcommand } from '../family.ts';

const kubercFlag: Flag = {
  name: 'kuberc',
  type: 'string',
  help: 'File with the preferences. KUBERC=off turns preferences off.',
};

function fileOf({ host, flags }: CommandContext): ReturnType<typeof kubercFile> & object {
  const found = kubercFile(host, flags.string('kuberc'));
  if (!found) throw new KubectlError('KUBERC is disabled via KUBERC=off environment variable');
  return found;
}

async function save(context: CommandContext, path: string, next: Preferences): Promise<void> {
  const { files } = context.host;
  const absolute = absolutePath(context.host, path);
  const folder = absolute.slice(0, absolute.lastIndexOf('/')) || '/';
  if (!files.stat(folder)) files.makeFolder(folder, { parents: true });
  files.write(absolute, goYaml(next));
  await context.out(`Updated ${path}\n`);
}

function load({ host }: CommandContext, path: string): Preferences {
  if (!host.files.stat(absolutePath(host, path))) return emptyPreferences;
  try {
    return readPreferences(host, path);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error parsing kuberc file: ${error.message}`);
  }
}

function validate({ flags }: CommandContext): void {
  const section = flags.string('section');
  const name = flags.string('name');
  const hasArgs = flags.list('prependarg').length + flags.list('appendarg').length > 0;
  if (section !== 'defaults' && section !== 'aliases')
    throw new KubectlError(`--section must be "defaults" or "aliases", got: ${section}`);
  if (section === 'aliases' && !name)
    throw new KubectlError('--name is required when --section=aliases');
  if (section === 'defaults' && name)
    throw new KubectlError('--name should not be specified when --section=defaults');
  if (section === 'defaults' && hasArgs)
    throw new KubectlError('--prependarg and --appendarg are only valid for --section=aliases');
}

/** `output=wide` ⇒ { name: "output", default: "wide" } */
function optionOf(text: string): FlagDefault {
  const at = text.indexOf('=');
  if (at < 0)
    throw new KubectlError(`invalid option format ${JSON.stringify(text)}, expected flag=value`);
  return { name: text.slice(0, at).replace(/^-+/, ''), default: text.slice(at + 1) };
}

function withDefaults({ flags }: CommandContext, old: Preferences): Preferences {
  const command = flags.string('command');
  const options = flags.list('option').map(optionOf);
  const list = old.defaults ?? [];
  const entry = { command, options: options.length > 0 ? options : null };
  if (!list.some((one) => one.command === command)) return { ...old, defaults: [...list, entry] };
  if (!flags.bool('overwrite'))
    throw new KubectlError(
      `defaults for command ${JSON.stringify(command)} already exist, use --overwrite to replace`,
    );
  return { ...old, defaults: list.map((one) => (one.command === command ? entry : one)) };
}

function withAlias({ flags }: CommandContext, old: Preferences): Preferences {
  const name = flags.string('name');
  const [prependArgs, appendArgs] = [flags.list('prependarg'), flags.list('appendarg')];
  const options = flags.list('option').map(optionOf);
  const alias: Alias = {
    name,
    command: flags.string('command'),
    ...(prependArgs.length > 0 ? { prependArgs } : {}),
    ...(appendArgs.length > 0 ? { appendArgs } : {}),
    ...(options.length > 0 ? { options } : {}),
  };
  const list = old.aliases ?? [];
  if (!list.some((one) => one.name === name)) return { ...old, aliases: [...list, alias] };
  if (!flags.bool('overwrite'))
    throw new KubectlError(
      `alias ${JSON.stringify(name)} already exists, use --overwrite to replace`,
    );
  return { ...old, aliases: list.map((one) => (one.name === name ? alias : one)) };
}

async function runSet(context: CommandContext): Promise<undefined> {
  const { path } = fileOf(context);
  validate(context);
  const old = load(context, path);
  const isDefaults = context.flags.string('section') === 'defaults';
  await save(context, path, isDefaults ? withDefaults(context, old) : withAlias(context, old));
  return undefined;
}

/** What is offered where there is no file yet. */
const recommended: Preferences = {
  ...emptyPreferences,
  defaults: [
    { command: 'apply', options: [{ name: 'server-side', default: 'true' }] },
    { command: 'delete', options: [{ name: 'interactive', default: 'true' }] },
  ],
};

async function runView(context: CommandContext): Promise<undefined> {
  const { host, out } = context;
  const { path, explicit } = fileOf(context);
  const format = formatOf(context);
  if (!host.files.stat(absolutePath(host, path))) {
    if (explicit) throw new KubectlError(`kuberc file not found at ${path}`);
    await out(
      `kuberc file not found at ${path}\nWould you like to generate a default kuberc file with recommended options? (y/N): `,
    );
    const answer = ((await host.stdin.read()) ?? '').trim();
    if (answer.toLowerCase() === 'y') await save(context, path, recommended);
    return undefined;
  }
  const found = load(context, path);
  const shown = { ...found, defaults: found.defaults ?? [], aliases: found.aliases ?? [] };
  const printer = objectPrinter(context, format, { keepOrder: true });
  if (!printer) throw unknownFormat(format, basicFormats);
  await out(printer.print(shown));
  return undefined;
}

const setCommand: Command = {
  name: 'set',
  use: 'set --section (defaults|aliases) --command COMMAND',
  short: 'Set values in the kuberc configuration',
  long: `Set values in the kuberc file.

--section=defaults gives flags of a command other defaults; --command names only the command ("get", "set env"), no resources. --section=aliases makes a new command of one that exists, with words before (--prependarg) and after (--appendarg) those that are typed.`,
  examples: `# get is always wide
kubectl alpha kuberc set --section defaults --command get --option output=wide

# An alias: kubectl getn
kubectl alpha kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide`,
  flags: [
    {
      name: 'appendarg',
      type: 'stringArray',
      default: '[]',
      help: 'A word to put after the arguments of an alias; may be repeated.',
    },
    {
      name: 'command',
      type: 'string',
      required: true,
      help: 'The command, as "get" or "set env".',
    },
    kubercFlag,
    { name: 'name', type: 'string', help: 'Name of the alias.' },
    {
      name: 'option',
      type: 'stringArray',
      default: '[]',
      help: 'A flag and its default, as flag=value; may be repeated.',
    },
    { name: 'overwrite', type: 'bool', help: 'Allows entries to be replaced.' },
    {
      name: 'prependarg',
      type: 'stringArray',
      default: '[]',
      help: 'A word to put before the arguments of an alias; may be repeated.',
    },
    {
      name: 'section',
      type: 'string',
      required: true,
      help: "What to change: 'defaults' or 'aliases'.",
    },
  ],
  run: runSet,
};

const viewCommand: Command = {
  name: 'view',
  use: 'view',
  short: 'Display the current kuberc configuration',
  long: 'Display the kuberc file in use.',
  examples: `# As YAML
kubectl alpha kuberc view

# As JSON
kubectl alpha kuberc view --output json`,
  flags: [
    kubercFlag,
    ...printFlags.map((flag) => (flag.name === 'output' ? { ...flag, default: "'yaml'" } : flag)),
  ],
  run: runView,
};

/** `kubectl alpha`, which has only this. */
export const alpha: Command = {
  name: 'alpha',
  group: 'Other Commands',
  use: '',
  short: 'Commands for features in alpha',
  long: 'Commands that are still being tried out and may change.',
  commands: [
    {
      name: 'kuberc',
      use: 'kuberc SUBCOMMAND',
      short: 'Manage kuberc configuration files',
      long: `Manages the file of preferences: defaults of flags, and aliases of commands.

Which file: the one --kuberc names, else the one KUBERC names, else ~/.kube/kuberc.`,
      examples: `# What is preferred?
kubectl alpha kuberc view`,
      commands: [setCommand, viewCommand],
      run: runWithoutSubcommand,
    },
  ],
};
