/** A running container as exec, attach and port-forward look into it. */
import type { ContainerRecord, ContainerRun } from '../container.ts';
import { worldOfRun } from '../container-world.ts';
import type { PodContext } from '../pod-context.ts';
import type { PodWorker } from '../pod-worker.ts';
import { inventoryOf } from './inventory.ts';
import { ownPrograms } from './own-programs.ts';
import { processesSeen } from './processes.ts';
import { furnish } from './site.ts';
import type { World } from './world.ts';

export interface ContainerView {
  readonly context: PodContext;
  readonly record: ContainerRecord;
  readonly run: ContainerRun;
  readonly world: World;
}

/** The run that listens on a port of a pod: its containers share one address. */
export function listenerOf(worker: PodWorker, port: number): ContainerView | undefined {
  const record = worker.records.find(
    ({ run }) => run?.state === 'running' && run.process?.ports.includes(port),
  );
  return record && viewOf(worker, record.spec.name);
}

/** Its container's world, with what only somebody inside meets: processes, the image's programs. */
function insideOf(worker: PodWorker, { context, record, run, world }: ContainerView): World {
  const { pod } = context;
  const tag = run.image.name.split(':').at(-1) ?? '';
  const env = new Map<string, string>([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', world.hostname],
    ...world.env,
    ['HOME', '/root'],
  ]);
  const processes = processesSeen(pod, worker.records, record);
  const has = inventoryOf(run.image.image, tag);
  return { ...world, env, has, own: ownPrograms(run, tag), processes };
}

function viewOf(worker: PodWorker, name: string): ContainerView | undefined {
  const record = worker.records.find(({ spec }) => spec.name === name);
  const run = record?.run;
  if (!record || run?.state !== 'running') return undefined;
  const context = worker.context();
  const world = worldOfRun(context, record, run);
  furnish(run, world, context.podIP);
  return { context, record, run, world };
}

/** A container that runs now, by its name; undefined when it doesn't. */
export function containerView(worker: PodWorker, name: string): ContainerView | undefined {
  const view = viewOf(worker, name);
  return view && { ...view, world: insideOf(worker, view) };
}
