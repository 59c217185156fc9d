/** Which commands complete their arguments, and how: explicit. Mirrors the ValidArgsFunction of each command of kubectl pkg/cmd. */
import type { Kubeconfig } from '../kubeconfig.ts';
import { nothing, only, startingWith } from './completions.ts';
import { copySource } from './copy.ts';
import { pod, podAndContainer, podAndPort } from './pods.ts';
import { type ArgumentCompleter, oneName, typeAndName } from './types-and-names.ts';

const node = oneName('node');
const any = typeAndName();
const restartable = typeAndName({ types: ['deployment', 'daemonset', 'statefulset'] });
const deployment = typeAndName({ types: ['deployment'] });
const scalable = typeAndName({
  types: ['deployment', 'replicaset', 'replicationcontroller', 'statefulset'],
});

/** Names in the kubeconfig, for one argument. */
export const fromKubeconfig =
  (list: 'contexts' | 'clusters' | 'users'): ArgumentCompleter =>
  async ({ args, kubeconfig }, word) =>
    args.length > 0 ? nothing : only(namesIn(kubeconfig, list, word));

/** Contexts, clusters or users that begin so. */
export const namesIn = (
  kubeconfig: Kubeconfig,
  list: 'contexts' | 'clusters' | 'users',
  word: string,
): readonly string[] =>
  startingWith(
    word,
    kubeconfig[list].map(({ name }) => name),
  );

const context = fromKubeconfig('contexts');

const byPath: Readonly<Record<string, ArgumentCompleter>> = {
  get: any,
  describe: any,
  delete: any,
  edit: any,
  label: any,
  annotate: any,
  patch: any,
  debug: any,
  'apply edit-last-applied': any,
  'apply view-last-applied': any,
  'rollout history': restartable,
  'rollout undo': restartable,
  'rollout restart': restartable,
  'rollout status': typeAndName({
    types: ['deployment', 'daemonset', 'statefulset'],
    isSingle: true,
  }),
  'rollout pause': deployment,
  'rollout resume': deployment,
  scale: scalable,
  autoscale: scalable,
  expose: typeAndName({
    types: ['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset'],
  }),
  taint: typeAndName({ types: ['node'] }),
  'set image': typeAndName({
    types: [
      ...['daemonsets', 'deployments', 'pods', 'cronjobs', 'replicasets'],
      ...['replicationcontrollers', 'statefulsets'],
    ],
    isSingle: true,
  }),
  cordon: node,
  uncordon: node,
  drain: node,
  'top node': node,
  'top pod': oneName('pod'),
  'create token': oneName('serviceaccount'),
  exec: pod,
  attach: pod,
  logs: podAndContainer,
  'port-forward': podAndPort,
  cp: copySource,
  'config use-context': context,
  'config rename-context': context,
  'config delete-context': context,
  'config set-context': context,
  'config delete-cluster': fromKubeconfig('clusters'),
  'config delete-user': fromKubeconfig('users'),
};

/** By `kubectl rollout undo`; undefined where the shell's files are offered. */
export const argumentCompleter = (path: string): ArgumentCompleter | undefined => {
  const key = path.replace(/^kubectl /, '');
  return Object.hasOwn(byPath, key) ? byPath[key] : undefined;
};

/** Words that a command's first argument must be one of. */
export const validWords = (path: string): readonly string[] | undefined =>
  path === 'kubectl completion' ? ['bash', 'fish', 'powershell', 'zsh'] : undefined;
