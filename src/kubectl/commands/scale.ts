/** `kubectl scale` */
import type { KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Command, CommandContext } from '../command.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { dryRunFlag, filenameFlags, printFlags, selectorFlag } from '../flag-sets.ts';
import { changePrinter } from '../printers/index.ts';
import { type FetchedInfo, readInfos } from '../resource-args.ts';
import { recorded, recordFlag } from './record.ts';
import { withTimeout } from './until.ts';

/** The scale subresource as it goes over the wire. */
interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly replicas?: number };
}

const RETRY_MS = 1000;
const RETRY_FOR_MS = 300_000;

const wantedReplicas = ({ flags }: CommandContext): number => {
  const replicas = flags.number('replicas');
  if (replicas < 0)
    throw new KubectlError(
      'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  if (flags.number('current-replicas') < -1)
    throw new KubectlError('The --current-replicas must specify an integer of -1 or greater');
  return replicas;
};

/** `Expected replicas to be 2, was 4` */
function checkPreconditions({ flags }: CommandContext, scale: Scale): void {
  const size = flags.number('current-replicas');
  const actual = scale.spec?.replicas ?? 0;
  if (size !== -1 && actual !== size)
    throw new KubectlError(`Expected replicas to be ${size}, was ${actual}`);
  const version = flags.string('resource-version');
  const { resourceVersion } = scale.metadata;
  if (version && resourceVersion !== version)
    throw new KubectlError(`Expected resource version to be ${version}, was ${resourceVersion}`);
}

/** One try: with a precondition the scale is read and replaced, without one it is patched blindly. */
async function tryScale(
  context: CommandContext,
  { resource, namespace, name }: FetchedInfo,
  replicas: number,
  dryRun: DryRun,
): Promise<void> {
  const { api, flags } = context;
  const query = { subresource: 'scale', dryRun: dryRun === 'server' };
  if (flags.number('current-replicas') === -1 && !flags.string('resource-version')) {
    await api.patch(resource, namespace, name, 'merge', { spec: { replicas } }, query);
    return;
  }
  const scale = await api.get<Scale>(resource, namespace, name, 'scale');
  checkPreconditions(context, scale);
  const next = { ...scale, spec: { ...scale.spec, replicas } };
  await api.update(resource, namespace, name, next, query);
}

/** Tries again each second while somebody else changes the object. */
async function scaleOne(
  context: CommandContext,
  info: FetchedInfo,
  replicas: number,
  dryRun: DryRun,
): Promise<void> {
  const { clock, signal } = context.host;
  const endMs = clock.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      await tryScale(context, info, replicas, dryRun);
      return;
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === 'Conflict';
      if (!isConflict || clock.now() >= endMs) throw error;
      await clock.sleep(RETRY_MS, signal);
    }
  }
}

/** With `--timeout`: until as many replicas are there as wanted, or somebody wants another number. */
async function waitForReplicas(
  context: CommandContext,
  { resource, namespace, name }: FetchedInfo,
  wanted: number,
): Promise<void> {
  const late = new KubectlError(`timed out waiting for "${name}" to be synced`);
  await withTimeout(context, context.flags.durationMs('timeout'), late, async (signal) => {
    for (;;) {
      const { spec, status } = await context.api.get<Scale>(resource, namespace, name, 'scale');
      if ((spec?.replicas ?? 0) !== wanted || (status?.replicas ?? 0) === wanted) return;
      await context.host.clock.sleep(RETRY_MS, signal);
    }
  });
}

async function noteCause(context: CommandContext, info: FetchedInfo): Promise<void> {
  const { annotations } = recorded(context, info.object).metadata;
  if (!context.flags.bool('record')) return;
  const patch = { metadata: { annotations } };
  await context.api.patch(info.resource, info.namespace, info.name, 'merge', patch);
}

async function run(context: CommandContext): Promise<number> {
  const { args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun);
  const replicas = wantedReplicas(context);
  const kustomize = flags.string('kustomize');
  const { infos, errors } = await readInfos(context, {
    args,
    filenames: flags.list('filename'),
    ...(kustomize ? { kustomize } : {}),
    recursive: flags.bool('recursive'),
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.string('selector'),
    continueOnError: true,
  });
  if (flags.string('resource-version') && infos.length > 1)
    throw new KubectlError('cannot use --resource-version with multiple resources');
  if (infos.length === 0) {
    throwAll(errors);
    throw new KubectlError('no objects passed to scale');
  }
  for (const info of infos) {
    if (dryRun !== 'client') {
      await scaleOne(context, info, replicas, dryRun);
      if (flags.durationMs('timeout') !== 0 && dryRun === 'none')
        await waitForReplicas(context, info, replicas);
      await noteCause(context, info);
    }
    await print(info.object, 'scaled');
  }
  throwAll(errors);
  return 0;
}

export const scale: Command = {
  name: 'scale',
  group: 'Deploy Commands',
  use: 'scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long: `Says how many pods a workload should have: of a deployment, a stateful set, a replica set or a replication controller.

Preconditions may be given: with --current-replicas or --resource-version it is made sure that they hold before the new size is sent.`,
  examples: `# A replica set
kubectl scale --replicas=3 rs/web-old

# What a file names
kubectl scale --replicas=3 -f web.yaml

# Only if its size is 3 now
kubectl scale --current-replicas=3 --replicas=5 deployment/web

# Several
kubectl scale --replicas=5 deployment/web statefulset/db

# A stateful set
kubectl scale --replicas=3 statefulset/db`,
  flags: [
    recordFlag,
    ...printFlags,
    { name: 'all', type: 'bool', help: 'Takes all resources of the given types in the namespace.' },
    {
      name: 'resource-version',
      type: 'string',
      help: 'Only goes on when this is the resource version of the object.',
    },
    {
      name: 'current-replicas',
      type: 'int',
      default: '-1',
      help: 'Only goes on when this is the size of the resource. -1 for any size.',
    },
    {
      name: 'replicas',
      type: 'int',
      default: '0',
      required: true,
      help: 'The new size. Required.',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to wait for the new size; zero means not to wait. With a unit, as 1s, 2m, 3h.',
    },
    ...filenameFlags('identifying the resource to set a new size'),
    dryRunFlag,
    selectorFlag(),
  ],
  run,
};
