/** The kubeconfig: which cluster, as whom, in which namespace. Mirrors client-go tools/clientcmd. */
import { parse } from 'yaml';
import { isFileError, KubectlError } from './errors.ts';
import type { KubectlHost } from './host.ts';
import { absolutePath } from './paths.ts';

export interface NamedCluster {
  readonly name: string;
  readonly cluster: Readonly<Record<string, unknown>>;
}
export interface NamedContext {
  readonly name: string;
  readonly context: {
    readonly cluster?: string;
    readonly namespace?: string;
    readonly user?: string;
  };
}
export interface NamedUser {
  readonly name: string;
  readonly user: Readonly<Record<string, unknown>>;
}
export interface Kubeconfig {
  readonly apiVersion: string;
  readonly kind: string;
  readonly clusters: readonly NamedCluster[];
  readonly contexts: readonly NamedContext[];
  readonly 'current-context': string;
  readonly users: readonly NamedUser[];
}

/** What the lab's kubectl uses while there is no file: one cluster, one user. */
export const defaultKubeconfig: Kubeconfig = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'reconcile', cluster: { server: 'https://127.0.0.1:6443' } }],
  contexts: [{ name: 'reconcile', context: { cluster: 'reconcile', user: 'learner' } }],
  'current-context': 'reconcile',
  users: [{ name: 'learner', user: {} }],
};

/** `--kubeconfig`, else `$KUBECONFIG` (its first file), else `~/.kube/config`. */
export function kubeconfigPath(host: KubectlHost, given: string): string {
  const named = given || (host.env['KUBECONFIG'] ?? '').split(':').find(Boolean);
  return absolutePath(host, named || `${host.env['HOME'] ?? '/home/learner'}/.kube/config`);
}

/** Reads the file, or gives the lab's own configuration when there is none. */
export function readKubeconfig(host: KubectlHost, given: string): Kubeconfig {
  const path = kubeconfigPath(host, given);
  if (!host.files.stat(path)) {
    if (given) throw new KubectlError(`stat ${given}: no such file or directory`);
    return defaultKubeconfig;
  }
  let document: unknown;
  try {
    document = parse(host.files.read(path));
  } catch (error) {
    if (isFileError(error) || !(error instanceof Error)) throw error;
    throw new KubectlError(`error loading config file "${path}": ${error.message}`);
  }
  const config = (document ?? {}) as Partial<Kubeconfig>;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: config.clusters ?? [],
    contexts: config.contexts ?? [],
    'current-context': config['current-context'] ?? '',
    users: config.users ?? [],
  };
}

/** The context in use; throws in clientcmd's words when the one asked for isn't there. */
export function currentContext(
  config: Kubeconfig,
  asked: string,
): NamedContext['context'] & { readonly name: string } {
  const name = asked || config['current-context'];
  const found = config.contexts.find((entry) => entry.name === name);
  if (found) return { name, ...found.context };
  if (asked) throw new KubectlError(`context "${asked}" does not exist`);
  return { name };
}
