/** `kubectl wait` */
import type { KubeObject } from '#apimachinery/object.ts';
import { notFoundError } from '#apimachinery/status.ts';
import type { Command, CommandContext } from '../command.ts';
import { isNotFound, KubectlError, notSimulatedError } from '../errors.ts';
import {
  allNamespacesFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from '../flag-sets.ts';
import { changePrinter } from '../printers/index.ts';
import {
  type FetchedInfo,
  type ResourceQuery,
  readInfos,
  visitResources,
} from '../resource-args.ts';
import { localResourceError } from '../resource-plan.ts';
import { objectEvents, timedOut, withTimeout } from './until.ts';
import { type IsMet, parseAwaited } from './wait-condition.ts';

const WEEK_MS = 604_800_000;
const POLL_MS = 500;

function queryOf({ args, flags }: CommandContext): ResourceQuery {
  return {
    args,
    filenames: flags.list('filename'),
    recursive: flags.bool('recursive'),
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    latest: true,
  };
}

/** How long is left of the whole command's time. */
const timeLeft = ({ host }: CommandContext, endMs: number): number =>
  Math.max(1, endMs - host.clock.now());

const named = ({ resource, name }: FetchedInfo): string => `${resource.plural}/${name}`;
const notMet = (info: FetchedInfo): KubectlError =>
  new KubectlError(`condition not met for ${named(info)}`);

async function untilState(
  context: CommandContext,
  info: FetchedInfo,
  isMet: IsMet,
  endMs: number | undefined,
): Promise<KubeObject> {
  if (endMs === undefined) {
    const object = await context.api.get(info.resource, info.namespace, info.name);
    if (!isMet(object)) throw notMet(info);
    return object;
  }
  const { group, plural } = info.resource;
  return withTimeout(context, timeLeft(context, endMs), timedOut(named(info)), async (signal) => {
    for await (const event of objectEvents(context, info, signal)) {
      if (event === 'missing') throw notFoundError({ group, plural }, info.name);
      if (event.type !== 'DELETED' && isMet(event.object)) return event.object;
    }
    throw timedOut(named(info));
  });
}

async function untilGone(
  context: CommandContext,
  info: FetchedInfo,
  endMs: number | undefined,
): Promise<KubeObject> {
  if (endMs === undefined) {
    try {
      await context.api.get(info.resource, info.namespace, info.name);
    } catch (error) {
      if (isNotFound(error)) return info.object;
      throw error;
    }
    throw notMet(info);
  }
  return withTimeout(context, timeLeft(context, endMs), timedOut(named(info)), async (signal) => {
    for await (const event of objectEvents(context, info, signal))
      if (event === 'missing' || event.type === 'DELETED') return info.object;
    throw timedOut(named(info));
  });
}

/** Looks every half second until what is named is there. */
async function untilCreated(context: CommandContext, timeoutMs: number): Promise<void> {
  await withTimeout(context, timeoutMs, timedOut(), async (signal) => {
    for (;;) {
      try {
        if ((await readInfos(context, queryOf(context))).infos.length > 0) return;
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      await context.host.clock.sleep(POLL_MS, signal);
    }
  });
}

/** Visits what is there; with `--for=delete` what is not there is what was waited for. */
async function visitPresent(
  context: CommandContext,
  ignoreMissing: boolean,
  visit: (info: FetchedInfo) => Promise<void>,
): Promise<number> {
  if (!ignoreMissing) return visitResources(context, queryOf(context), visit);
  const { infos, errors } = await readInfos(context, {
    ...queryOf(context),
    continueOnError: true,
  });
  const failure = errors.find((error) => !isNotFound(error));
  if (failure) throw failure;
  for (const info of infos) await visit(info);
  return infos.length;
}

async function run(context: CommandContext): Promise<number> {
  const { flags, host } = context;
  const print = changePrinter(context, 'none');
  if (flags.bool('local')) {
    if (context.args.length > 0) throw localResourceError();
    // Upstream's kubectl crashes here: it asks a server about a resource it has not looked up.
    throw notSimulatedError('waiting for objects that only files know (--local)');
  }
  const awaited = parseAwaited(flags.string('for'));
  const asked = flags.durationMs('timeout');
  const timeoutMs = asked < 0 ? WEEK_MS : asked;
  const endMs = timeoutMs === 0 ? undefined : host.clock.now() + timeoutMs;
  if (awaited.type === 'create') await untilCreated(context, timeoutMs);
  const isDelete = awaited.type === 'delete';
  const count = await visitPresent(context, isDelete, async (info) => {
    if (awaited.type === 'state')
      await print(await untilState(context, info, awaited.isMet, endMs), 'condition met');
    else if (isDelete) await print(await untilGone(context, info, endMs), 'condition met');
    else await print(info.object, 'condition met');
  });
  if (count === 0 && !isDelete) throw new KubectlError('no matching resources found');
  return 0;
}

export const wait: Command = {
  name: 'wait',
  group: 'Advanced Commands',
  use: "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  short: 'Wait for a specific condition on one or many resources',
  long: `Waits until resources are in a certain condition.

It may be a condition of their status, a value at a JSONPath, that they are created, or that they are deleted. A message tells when it is so.`,
  examples: `# Until pod "client" is Ready
kubectl wait --for=condition=Ready pod/client

# Until it is not
kubectl wait --for=condition=Ready=false pod/client

# Until its phase is Running
kubectl wait --for=jsonpath='{.status.phase}'=Running pod/client

# Until it is deleted, for at most 60 s
kubectl delete pod/client
kubectl wait --for=delete pod/client --timeout=60s`,
  flags: [
    ...printFlags,
    ...filenameFlags('identifying the resource.')
      .filter(({ name }) => name !== 'kustomize')
      .map((flag) => (flag.name === 'recursive' ? { ...flag, default: 'true' } : flag)),
    selectorFlag(),
    fieldSelectorFlag,
    { name: 'all', type: 'bool', help: 'Takes all resources of the given types in the namespace.' },
    allNamespacesFlag,
    {
      name: 'local',
      type: 'bool',
      help: 'Takes objects as files say them.',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: '30s',
      help: 'How long to wait before giving up. Zero looks once, a negative time waits for a week.',
    },
    {
      name: 'for',
      type: 'string',
      help: "What to wait for: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]]. A condition's value is true by default.",
    },
  ],
  run,
};
