/** The world a container's commands run in: its files, its variables, its names. */
import type { Environment } from './command.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import { environmentOf } from './environment.ts';
import type { World } from './exec/index.ts';
import type { ContainerLog } from './logs.ts';
import type { PodContext } from './pod-context.ts';
import { serviceVariables } from './service-environment.ts';
import { mountedFiles, type VolumeSource } from './volumes.ts';

/** Where a pod's volumes get their content from. */
export const volumeSource = ({ node, pod, podIP }: PodContext): VolumeSource => ({
  client: node.client,
  pod,
  addresses: { podIP, hostIP: node.host.ip },
  token: node.token,
});

/** The world a container's commands run in; its files live as long as the run. */
function worldOf(
  context: PodContext,
  record: ContainerRecord,
  env: Environment,
  log: Pick<ContainerLog, 'write'>,
): World {
  const { node, pod } = context;
  return {
    files: mountedFiles(record.spec, volumeSource(context)),
    env: new Map([...serviceVariables(node.client, pod), ...Object.entries(env)]),
    hostname: pod.spec.hostname ?? pod.metadata.name,
    now: () => node.clock.now(),
    resolve: (name) => node.resolve(name, pod.metadata.namespace ?? ''),
    exchange: (request) =>
      node.fetch?.(pod, context.podIP, request) ?? { kind: 'unresolved', tookMs: 0 },
    print: (text) => log.write(text),
    printError: (text) => log.write(text),
  };
}

/** The worlds of the runs that have one: servers get theirs when something looks into them. */
const worlds = new WeakMap<ContainerRun, World>();

/** What a run has left in its termination message file. */
export const terminationMessage = (
  { terminationMessagePath = '/dev/termination-log' }: ContainerRecord['spec'],
  run: ContainerRun,
): string | undefined => worlds.get(run)?.files.get(terminationMessagePath);

/** The files of a run that has any, where a mounted volume may change. */
export const filesOfRun = (run: ContainerRun): Map<string, string> | undefined =>
  worlds.get(run)?.files;

/** Makes the world of a run that is about to begin. */
export function openWorld(
  context: PodContext,
  record: ContainerRecord,
  run: ContainerRun,
  env: Environment,
): World {
  const world = worldOf(context, record, env, run.log);
  worlds.set(run, world);
  return world;
}

/** The world of a run, for probes and hooks. */
export function worldOfRun(context: PodContext, record: ContainerRecord, run: ContainerRun): World {
  const known = worlds.get(run);
  if (known) return known;
  const addresses = { podIP: context.podIP, hostIP: context.node.host.ip };
  const env = environmentOf(record.spec, context.node.client, context.pod, addresses).env ?? {};
  return openWorld(context, record, run, env);
}
