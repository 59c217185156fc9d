/** What Tab offers after `kubectl …`. Mirrors kubectl pkg/util/completion and cobra's completions.go. */
import type { Command, CommandContext } from './command.ts';
import { commands } from './commands/index.ts';
import { type ApiResource, type Discovery, qualifiedPlural } from './discovery.ts';
import { isExpected } from './errors.ts';
import { type Flag, FlagError, flagTable, type ParsedLine, parseFlags } from './flags.ts';
import type { KubectlHost } from './host.ts';
import { contextOf, findCommand, flagsOf } from './kubectl.ts';

/** Values of flags that are known beforehand. */
const flagValues: Readonly<Record<string, readonly string[]>> = {
  output: [
    'custom-columns=',
    'custom-columns-file=',
    'go-template=',
    'go-template-file=',
    'json',
    'jsonpath=',
    'jsonpath-as-json=',
    'jsonpath-file=',
    'kyaml',
    'name',
    'wide',
    'yaml',
  ],
  'dry-run': ['client', 'none', 'server'],
  cascade: ['background', 'foreground', 'orphan'],
  validate: ['ignore', 'strict', 'warn'],
  type: ['json', 'merge', 'strategic'],
};

/** Commands whose arguments are of one type: `kubectl logs <pod>`. */
const argumentTypes: Readonly<Record<string, string>> = {
  logs: 'pods',
  exec: 'pods',
  attach: 'pods',
  debug: 'pods',
  'port-forward': 'pods',
  cordon: 'nodes',
  uncordon: 'nodes',
  drain: 'nodes',
};

/** Types that `kubectl rollout …` and `kubectl scale` work on. */
const onlyTypes: Readonly<Record<string, readonly string[]>> = {
  rollout: ['deployment', 'daemonset', 'statefulset'],
  scale: ['deployment', 'replicaset', 'replicationcontroller', 'statefulset'],
};

const startingWith = (word: string, candidates: readonly string[]): readonly string[] =>
  [...new Set(candidates)].filter((candidate) => candidate.startsWith(word)).sort();

/** Reads what stands before the word, whatever is wrong with it. */
function parseLoosely(command: Command, words: readonly string[]): ParsedLine {
  const table = flagTable(flagsOf(command));
  try {
    return parseFlags(table, words);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    return parseFlags(
      table,
      words.filter((word) => !word.startsWith('-')),
    );
  }
}

/** `-n`, `--output`: the flag whose value the next word is. */
function pendingFlag(command: Command, before: readonly string[]): Flag | undefined {
  const last = before.at(-1) ?? '';
  if (!last.startsWith('-') || last.includes('=')) return undefined;
  const table = flagTable(flagsOf(command));
  const flag = last.startsWith('--')
    ? table.byName.get(last.slice(2))
    : table.byShort.get(last.slice(-1));
  return flag && flag.type !== 'bool' && flag.bare === undefined ? flag : undefined;
}

async function namesOf(
  context: CommandContext,
  resource: ApiResource | undefined,
): Promise<readonly string[]> {
  if (!resource) return [];
  const namespace = resource.namespaced ? context.namespace : '';
  const { items } = await context.api.list(resource, { namespace, chunkSize: 0 });
  return items.map(({ metadata }) => metadata.name);
}

/** What a flag's value may be; `word` is what there is of it. */
async function flagCandidates(
  context: CommandContext,
  discovery: Discovery,
  flag: Flag,
  word: string,
): Promise<readonly string[]> {
  if (flag.name === 'namespace')
    return startingWith(word, await namesOf(context, discovery.find('namespaces')));
  if (flag.name === 'context')
    return startingWith(
      word,
      context.kubeconfig.contexts.map(({ name }) => name),
    );
  if (flag.name === 'cluster')
    return startingWith(
      word,
      context.kubeconfig.clusters.map(({ name }) => name),
    );
  if (flag.name === 'user')
    return startingWith(
      word,
      context.kubeconfig.users.map(({ name }) => name),
    );
  return startingWith(word, flagValues[flag.name] ?? []);
}

/** Every word for a type: `pods`; `deployments.apps` only when it was begun. */
function typeWords(discovery: Discovery, word: string): readonly string[] {
  const { resources } = discovery;
  const listable = resources.filter(({ verbs, preferred }) => preferred && verbs.includes('list'));
  const plain = listable.map(({ plural }) => plural);
  const full = listable.map(qualifiedPlural);
  const short = listable.flatMap(({ shortNames, singular }) => [...shortNames, singular]);
  const found = startingWith(word, plain);
  if (found.length > 0) return found;
  return startingWith(word, [...full, ...short]);
}

/** `deployment/web`, `po/web-1`: names behind a type and a slash. */
async function slashCandidates(
  context: CommandContext,
  discovery: Discovery,
  word: string,
): Promise<readonly string[]> {
  const slash = word.indexOf('/');
  const type = word.slice(0, slash);
  const names = await namesOf(context, discovery.find(type));
  return startingWith(
    word,
    names.map((name) => `${type}/${name}`),
  );
}

/** Types, then names of the type that was given. */
async function argumentCandidates(
  context: CommandContext,
  discovery: Discovery,
  word: string,
): Promise<readonly string[]> {
  const { path, command } = context;
  const own = argumentTypes[command.name];
  if (word.includes('/')) return slashCandidates(context, discovery, word);
  const { args } = context;
  if (own) {
    const given = args.length > 0 && (command.name === 'logs' || command.name === 'exec');
    return given ? [] : startingWith(word, await namesOf(context, discovery.find(own)));
  }
  const [type] = args;
  if (type === undefined) {
    const only = onlyTypes[path.split(' ')[1] ?? ''];
    const types = only?.filter((name) => discovery.find(name)) ?? typeWords(discovery, word);
    const comma = word.lastIndexOf(',') + 1;
    const head = word.slice(0, comma);
    return comma === 0
      ? startingWith(word, types)
      : typeWords(discovery, word.slice(comma)).map((name) => head + name);
  }
  if (type.includes('/')) return [];
  const names = await namesOf(context, discovery.find(type));
  const rest = new Set(args.slice(1));
  return startingWith(
    word,
    names.filter((name) => !rest.has(name)),
  );
}

/** Commands that take no objects: there is nothing of the cluster to offer. */
const takesNoObjects = new Set([
  'api-resources',
  'api-versions',
  'cluster-info',
  'completion',
  'config',
  'create',
  'options',
  'plugin',
  'run',
  'version',
]);

async function candidates(
  host: KubectlHost,
  command: Command,
  path: string,
  before: readonly string[],
  word: string,
): Promise<readonly string[]> {
  const parsed = parseLoosely(command, before);
  const context = contextOf(host, command, path, parsed, async () => undefined);
  const discovery = await context.api.discover();
  const flag = pendingFlag(command, before);
  if (flag) return flagCandidates(context, discovery, flag, word);
  const assigned = /^--([\w-]+)=(.*)$/s.exec(word);
  if (assigned) {
    const named = flagTable(flagsOf(command)).byName.get(assigned[1] ?? '');
    if (!named) return [];
    const found = await flagCandidates(context, discovery, named, assigned[2] ?? '');
    return found.map((value) => `--${named.name}=${value}`);
  }
  if (command.complete) return startingWith(word, await command.complete(context, word));
  if (path === 'kubectl config use-context')
    return startingWith(
      word,
      context.kubeconfig.contexts.map(({ name }) => name),
    );
  if (path === 'kubectl explain' || !takesNoObjects.has(path.split(' ')[1] ?? ''))
    return argumentCandidates(context, discovery, word);
  return [];
}

/** Flags by name; `--help` too. */
const flagNames = (flags: readonly Flag[]): readonly string[] => [
  ...flags.filter(({ hidden }) => !hidden).map(({ name }) => `--${name}`),
  '--help',
];

const commandNames = (list: readonly Command[]): readonly string[] =>
  list.filter(({ hidden }) => !hidden).map(({ name }) => name);

/**
 * Candidates for the last of `words` (which may be ""); the words are those after `kubectl`.
 * Failures of the server offer nothing.
 */
export async function complete(
  host: KubectlHost,
  words: readonly string[],
): Promise<readonly string[]> {
  const word = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const found = findCommand(before);
  const { command } = found;
  if (!command) {
    if (word.startsWith('-'))
      return startingWith(word, flagNames(flagsOf({ name: 'kubectl', short: '' })));
    const root: Command = { name: 'kubectl', short: '' };
    if (pendingFlag(root, before))
      return attempt(() => candidates(host, root, 'kubectl', before, word));
    return startingWith(word, [...commandNames(commands), 'help']);
  }
  if (word.startsWith('-') && !word.includes('='))
    return startingWith(word, flagNames(flagsOf(command)));
  const nested = startingWith(word, commandNames(command.commands ?? []));
  const isFirst = parseLoosely(command, found.words).args.length === 0;
  if (nested.length > 0 && isFirst && !pendingFlag(command, found.words)) return nested;
  return attempt(() => candidates(host, command, found.path, found.words, word));
}

async function attempt(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work();
  } catch (error) {
    if (isExpected(error)) return [];
    throw error;
  }
}
