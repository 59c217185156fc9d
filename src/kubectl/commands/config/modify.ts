/** Writing a changed configuration back to the files it came from. Mirrors client-go tools/clientcmd/config.go ModifyConfig. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import type { KubectlHost } from '../../host.ts';
import {
  defaultKubeconfigFile,
  emptyKubeconfig,
  type Kubeconfig,
  kubeconfigFiles,
  readKubeconfigFile,
} from '../../kubeconfig.ts';
import { absolutePath } from '../../paths.ts';
import { goYaml } from '../../printers/yaml.ts';

const lists = ['clusters', 'contexts', 'users'] as const;
type ListName = (typeof lists)[number];
interface Entry {
  readonly name: string;
  readonly origin?: string;
}

const listOf = (config: Kubeconfig, list: ListName): readonly Entry[] => config[list];

/** The file in use, as messages name it. */
export const configFile = ({ host, flags }: CommandContext): string =>
  defaultKubeconfigFile(host, flags.string('kubeconfig'));

const orNull = (list: readonly Entry[]): Json =>
  list.length === 0
    ? null
    : (list.map(({ origin: _, ...entry }) => entry) as readonly Entry[] as unknown as Json);

/** The configuration as files and `config view` show it, in the order of Go's fields. */
export const printable = (config: Kubeconfig): JsonObject => ({
  kind: 'Config',
  apiVersion: 'v1',
  ...(Object.keys(config.preferences).length > 0 ? { preferences: config.preferences } : {}),
  clusters: orNull(config.clusters),
  users: orNull(config.users),
  contexts: orNull(config.contexts),
  'current-context': config['current-context'],
});

/** A list with an entry put in the place of the one of its name. */
export const withEntry = <T extends Entry>(list: readonly T[], entry: T): readonly T[] =>
  [...list.filter(({ name }) => name !== entry.name), entry].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );

const without = <T extends Entry>(list: readonly T[], name: string): readonly T[] =>
  list.filter((entry) => entry.name !== name);

/** Files read once, changed as often as need be, written at the end. */
class Drafts {
  private readonly configs = new Map<string, Kubeconfig>();
  private readonly host: KubectlHost;

  constructor(host: KubectlHost) {
    this.host = host;
  }

  read(path: string): Kubeconfig {
    return this.configs.get(path) ?? readKubeconfigFile(this.host, path) ?? emptyKubeconfig;
  }

  change(path: string, change: (config: Kubeconfig) => Kubeconfig): void {
    this.configs.set(path, change(this.read(path)));
  }

  write(): void {
    const { files } = this.host;
    for (const [path, config] of this.configs) {
      const absolute = absolutePath(this.host, path);
      const folder = absolute.slice(0, absolute.lastIndexOf('/')) || '/';
      if (!files.stat(folder)) files.makeFolder(folder, { parents: true });
      files.write(absolute, goYaml(printable(config)));
    }
  }
}

/** A new current context goes to the default file; none is cleared where it was set. */
function writeCurrentContext(context: CommandContext, drafts: Drafts, next: string): void {
  const { host, flags } = context;
  const given = flags.string('kubeconfig');
  const set = (path: string): void =>
    drafts.change(path, (config) => ({ ...config, 'current-context': next }));
  const path =
    given || next
      ? defaultKubeconfigFile(host, given)
      : kubeconfigFiles(host, given).find((one) => drafts.read(one)['current-context']);
  if (path) set(path);
}

function writePreferences(context: CommandContext, drafts: Drafts, next: JsonObject): void {
  const paths = kubeconfigFiles(context.host, context.flags.string('kubeconfig'));
  const path = paths.find((one) => !isEqual(drafts.read(one).preferences, next));
  if (path) drafts.change(path, (config) => ({ ...config, preferences: next }));
}

/** Writes what differs: each entry to the file it came from, a new one to the default file. */
export function modifyConfig(context: CommandContext, next: Kubeconfig): void {
  const { host, flags, kubeconfig: start } = context;
  const drafts = new Drafts(host);
  const fileOf = ({ origin }: Entry): string =>
    origin ?? defaultKubeconfigFile(host, flags.string('kubeconfig'));
  if (start['current-context'] !== next['current-context'])
    writeCurrentContext(context, drafts, next['current-context']);
  if (!isEqual(start.preferences, next.preferences))
    writePreferences(context, drafts, next.preferences);
  for (const list of lists) {
    for (const entry of listOf(next, list)) {
      const old = listOf(start, list).find(({ name }) => name === entry.name);
      if (old && isEqual(old, entry)) continue;
      drafts.change(fileOf(entry), (config) => ({
        ...config,
        [list]: withEntry(listOf(config, list), entry),
      }));
    }
    for (const old of listOf(start, list)) {
      if (listOf(next, list).some(({ name }) => name === old.name)) continue;
      drafts.change(fileOf(old), (config) => ({
        ...config,
        [list]: without(listOf(config, list), old.name),
      }));
    }
  }
  drafts.write();
}

/** A path given on the command line, as a kubeconfig keeps it: relative to its folder when it is below. */
export function keptPath(context: CommandContext, path: string, { origin }: Entry): string {
  if (!path) return '';
  const file = absolutePath(context.host, origin ?? configFile(context));
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const absolute = absolutePath(context.host, path);
  return absolute.startsWith(folder) ? absolute.slice(folder.length) : absolute;
}
