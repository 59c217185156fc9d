/** The kubeconfig: which cluster, as whom, in which namespace. Mirrors client-go tools/clientcmd/{loader,client_config}.go. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseYamlText } from '#apimachinery/yaml-text.ts';
import { KubectlError } from './errors.ts';
import type { KubectlHost } from './host.ts';
import {
  type ConfigField,
  clusterFields,
  contextFields,
  preferenceFields,
  readFields,
  userFields,
} from './kubeconfig-fields.ts';
import { absolutePath } from './paths.ts';

/** Where an entry was read, as the file was named; absent for a new one. */
interface Placed {
  readonly name: string;
  readonly origin?: string;
}
export interface NamedCluster extends Placed {
  readonly cluster: JsonObject;
}
export interface NamedContext extends Placed {
  readonly context: JsonObject & {
    readonly cluster?: string;
    readonly namespace?: string;
    readonly user?: string;
  };
}
export interface NamedUser extends Placed {
  readonly user: JsonObject;
}
export interface Kubeconfig {
  readonly preferences: JsonObject;
  readonly clusters: readonly NamedCluster[];
  readonly users: readonly NamedUser[];
  readonly contexts: readonly NamedContext[];
  readonly 'current-context': string;
}

export const emptyKubeconfig: Kubeconfig = {
  preferences: {},
  clusters: [],
  users: [],
  contexts: [],
  'current-context': '',
};

/** Address of the lab's API server. */
export const labServer = 'https://127.0.0.1:6443';

/** What the lab's kubectl uses while there is no file: one cluster, one user. */
const labKubeconfig: Kubeconfig = {
  ...emptyKubeconfig,
  clusters: [{ name: 'reconcile', cluster: { server: labServer } }],
  users: [{ name: 'learner', user: {} }],
  contexts: [{ name: 'reconcile', context: { cluster: 'reconcile', user: 'learner' } }],
  'current-context': 'reconcile',
};

const standardFile = ({ env }: KubectlHost): string =>
  `${env['HOME'] ?? '/home/learner'}/.kube/config`;

/** The files that make up the configuration: `--kubeconfig`, else `$KUBECONFIG`'s, else ~/.kube/config. */
export function kubeconfigFiles(host: KubectlHost, given: string): readonly string[] {
  if (given) return [given];
  const named = (host.env['KUBECONFIG'] ?? '').split(':').filter(Boolean);
  return named.length > 0 ? [...new Set(named)] : [standardFile(host)];
}

const exists = (host: KubectlHost, path: string): boolean =>
  path === standardFile(host) || host.files.stat(absolutePath(host, path)) !== undefined;

/** The file that new entries go to. Mirrors GetDefaultFilename. */
export function defaultKubeconfigFile(host: KubectlHost, given: string): string {
  const files = kubeconfigFiles(host, given);
  return files.find((path) => exists(host, path)) ?? files.at(-1) ?? '';
}

function entries(
  list: Json | undefined,
  path: string,
  fields: readonly ConfigField[],
  origin: string,
): readonly (Placed & Readonly<Record<string, unknown>>)[] {
  const inner = path.slice(path.lastIndexOf('.') + 1);
  const read = (Array.isArray(list) ? list : []).map((item: Json) => {
    const { name, [inner]: body } = (item ?? {}) as JsonObject;
    const value = readFields(fields, body ?? {}, path);
    return { name: typeof name === 'string' ? name : '', [inner]: value, origin };
  });
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function decode(text: string, origin: string): Kubeconfig {
  const document = parseYamlText(text);
  if (document === null || document === undefined) return emptyKubeconfig;
  if (typeof document !== 'object' || Array.isArray(document))
    throw new KubectlError(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(document) ? 'array' : typeof document} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  const map = document as JsonObject;
  const top = readFields(
    [
      { name: 'current-context', type: 'string' },
      { name: 'preferences', type: preferenceFields },
    ],
    map,
    'Config',
  );
  return {
    preferences: (top['preferences'] ?? {}) as JsonObject,
    clusters: entries(map['clusters'], 'Cluster.clusters.cluster', clusterFields, origin) as never,
    users: entries(map['users'], 'AuthInfo.users.user', userFields, origin) as never,
    contexts: entries(map['contexts'], 'Context.contexts.context', contextFields, origin) as never,
    'current-context': (top['current-context'] ?? '') as string,
  };
}

/** One file; undefined when there is none. While the standard one isn't there, the lab's own stands in. */
export function readKubeconfigFile(host: KubectlHost, path: string): Kubeconfig | undefined {
  const absolute = absolutePath(host, path);
  if (!host.files.stat(absolute)) return path === standardFile(host) ? labKubeconfig : undefined;
  try {
    return decode(host.files.read(absolute), path);
  } catch (error) {
    if (!(error instanceof ParseError) && !(error instanceof KubectlError)) throw error;
    throw new KubectlError(error.message);
  }
}

const firstOfEach = <T extends Placed>(lists: readonly (readonly T[])[]): readonly T[] => {
  const byName = new Map<string, T>();
  for (const entry of lists.flat()) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** All files in one: of two entries of a name, the first counts. Missing files are empty. */
export function readKubeconfig(host: KubectlHost, given: string): Kubeconfig {
  const configs = kubeconfigFiles(host, given).flatMap((path) => {
    try {
      return readKubeconfigFile(host, path) ?? [];
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      throw new KubectlError(`error loading config file "${path}": ${error.message}`);
    }
  });
  return {
    preferences: Object.assign({}, ...configs.map(({ preferences }) => preferences).reverse()),
    clusters: firstOfEach(configs.map(({ clusters }) => clusters)),
    users: firstOfEach(configs.map(({ users }) => users)),
    contexts: firstOfEach(configs.map(({ contexts }) => contexts)),
    'current-context':
      configs.map((config) => config['current-context']).find((name) => name !== '') ?? '',
  };
}

/** Refuses a `--kubeconfig` that isn't there: commands that talk to a server need it. */
export function requireKubeconfig(host: KubectlHost, given: string): void {
  if (given && !exists(host, given))
    throw new KubectlError(`stat ${given}: no such file or directory`);
}

const contextMissing = (name: string): KubectlError =>
  new KubectlError(`Error in configuration: context was not found for specified context: ${name}`, {
    plain: true,
  });

/** The context in use; throws in clientcmd's words when it isn't there. */
export function currentContext(
  config: Kubeconfig,
  asked: string,
): NamedContext['context'] & { readonly name: string } {
  const name = asked || config['current-context'];
  const found = config.contexts.find((entry) => entry.name === name);
  if (found) return { name, ...found.context };
  if (asked) throw new KubectlError(`context "${asked}" does not exist`);
  if (name) throw contextMissing(name);
  return { name };
}

/** The namespace of the context; a command that asks for it first hears other words of what is missing. */
export function contextNamespace(config: Kubeconfig, asked: string, cluster: string): string {
  if (asked && !config.contexts.some(({ name }) => name === asked)) throw contextMissing(asked);
  if (cluster && !config.clusters.some(({ name }) => name === cluster))
    throw new KubectlError(`no server found for cluster ${JSON.stringify(cluster)}`);
  return currentContext(config, asked).namespace ?? 'default';
}
