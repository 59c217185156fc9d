/** Pods, what has pods, their containers and ports. Mirrors kubectl pkg/util/completion doPodResourceCompletion and its company. */
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import type { CommandContext } from '../command.ts';
import { podSelectorOf, podsOf } from '../commands/pod-selection.ts';
import { findTarget } from '../commands/remote-target.ts';
import { readInfos } from '../resource-args.ts';
import { type Completions, nothing, only, startingWith } from './completions.ts';
import { namesOf, orNothing } from './names.ts';
import type { ArgumentCompleter } from './types-and-names.ts';

const withPods = [
  ...['daemonsets', 'deployments', 'pods', 'jobs', 'replicasets', 'replicationcontrollers'],
  ...['services', 'statefulsets'],
];

async function podOrOwner(context: CommandContext, word: string): Promise<Completions> {
  const slash = word.indexOf('/');
  if (slash >= 0) {
    const type = word.slice(0, slash);
    const names = await namesOf(context, type, word.slice(slash + 1));
    return only(names.map((name) => `${type}/${name}`));
  }
  const pods = await namesOf(context, 'pod', word);
  const owners = startingWith(word, withPods).map((type) => `${type}/`);
  return { candidates: [...pods, ...owners], files: 'none', noSpace: pods.length === 0 };
}

/** How long Tab waits for a pod to come. */
const PATIENCE_MS = 100;

/** The pod that `web-1` or `deployment/web` means. */
async function podOf(context: CommandContext, word: string): Promise<Pod | undefined> {
  const [found] = await orNothing(async () => {
    if (!word.includes('/')) {
      const { infos } = await readInfos(context, { args: ['pod', word] });
      return infos.map(({ object }) => object as Pod);
    }
    const object = await findTarget(context, [word]);
    if (object.kind === 'Pod') return [object as Pod];
    const namespace = object.metadata.namespace ?? '';
    return (await podsOf(context, namespace, podSelectorOf(object), PATIENCE_MS)).slice(0, 1);
  });
  return found;
}

async function containersOf(
  context: CommandContext,
  pod: string,
  word: string,
): Promise<readonly string[]> {
  const spec = (await podOf(context, pod))?.spec;
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return startingWith(
    word,
    containers.map(({ name }) => name),
  );
}

/** exec, attach. */
export const pod: ArgumentCompleter = async (context, word) =>
  context.args.length > 0 ? nothing : podOrOwner(context, word);

/** logs. */
export const podAndContainer: ArgumentCompleter = async (context, word) => {
  const [first, ...rest] = context.args;
  if (first === undefined) return podOrOwner(context, word);
  return rest.length > 0 ? nothing : only(await containersOf(context, first, word));
};

/** exec -c */
export const containerFlag: ArgumentCompleter = async (context, word) => {
  const [first] = context.args;
  return first === undefined ? nothing : only(await containersOf(context, first, word));
};

/** "8080:" and ports 80, 443 ⇒ 8080:80, 8080:443; "" ⇒ 80:80, 443:443. */
const portPairs = (word: string, ports: readonly number[]): readonly string[] => {
  const local = word.split(':')[0] ?? '';
  return startingWith(
    word,
    ports.map((port) => `${word === '' ? port : local}:${port}`),
  );
};

async function servicePorts(context: CommandContext, name: string): Promise<readonly number[]> {
  return orNothing(async () => {
    const { infos } = await readInfos(context, { args: ['service', name] });
    const service = infos[0]?.object as Service | undefined;
    return (service?.spec.ports ?? []).map(({ port }) => port);
  });
}

/** port-forward */
export const podAndPort: ArgumentCompleter = async (context, word) => {
  const [first, ...rest] = context.args;
  if (first === undefined) return podOrOwner(context, word);
  if (rest.length > 0) return nothing;
  const [type = '', name = ''] = first.split('/');
  if (first.includes('/') && ['service', 'services', 'svc'].includes(type))
    return only(portPairs(word, await servicePorts(context, name)));
  const containers = (await podOf(context, first))?.spec.containers ?? [];
  const ports = containers.flatMap((one) => (one.ports ?? []).map((port) => port.containerPort));
  return only(portPairs(word, ports));
};
