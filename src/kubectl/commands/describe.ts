/** `kubectl describe` */
import type { Command, CommandContext } from '../command.ts';
import type { DescribeWorld } from '../describe/describer.ts';
import { isExpected, isNotFound, KubectlError, throwAll } from '../errors.ts';
import { allNamespacesFlag, chunkSizeFlag, filenameFlags, selectorFlag } from '../flag-sets.ts';
import { load } from '../load.ts';
import { type FetchedInfo, type ResourceQuery, readInfos } from '../resource-args.ts';

const loadDescribers = ({ host }: CommandContext) =>
  load(host, () => import('../describe/index.ts'));

const worldOf = ({ api, flags, host }: CommandContext): DescribeWorld => ({
  api,
  nowMs: host.clock.now(),
  showEvents: flags.bool('show-events'),
  chunkSize: flags.number('chunk-size'),
});

function queryOf({ args, flags }: CommandContext): ResourceQuery {
  const kustomize = flags.string('kustomize');
  if (args.length === 0 && flags.list('filename').length === 0 && !kustomize)
    throw new KubectlError(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  return {
    args,
    filenames: flags.list('filename'),
    ...(kustomize ? { kustomize } : {}),
    recursive: flags.bool('recursive'),
    labelSelector: flags.string('selector'),
    allNamespaces: flags.bool('all-namespaces'),
    allowEmptySelector: true,
    chunkSize: flags.number('chunk-size'),
    continueOnError: true,
    latest: true,
  };
}

/** Every object whose name begins with `prefix`; the first refusal stands when there is none. */
async function describeByPrefix(
  context: CommandContext,
  resource: string,
  prefix: string,
  notFound: Error,
): Promise<number> {
  const { infos } = await readInfos(context, {
    args: [resource],
    allowEmptySelector: true,
    singleResourceType: true,
  });
  const matching = infos.filter(({ name }) => name.startsWith(prefix));
  if (matching.length === 0) throw notFound;
  const { describeObject } = await loadDescribers(context);
  for (const info of matching)
    await context.out(`${await describeObject(worldOf(context), info.resource, info.object)}\n`);
  return 0;
}

async function describeAll(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  failures: readonly Error[],
): Promise<number> {
  const { describeObject } = await loadDescribers(context);
  const errors = new Map<string, Error>();
  let printed = 0;
  for (const { resource, object } of infos) {
    try {
      const text = await describeObject(worldOf(context), resource, object);
      await context.out(printed > 0 ? `\n\n${text}` : text);
      printed += 1;
    } catch (error) {
      if (!isExpected(error)) throw error;
      errors.set(error.message, error);
    }
  }
  if (infos.length === 0 && failures.length === 0)
    await context.err(
      context.flags.bool('all-namespaces')
        ? 'No resources found\n'
        : `No resources found in ${context.namespace} namespace.\n`,
    );
  throwAll([...failures, ...errors.values()]);
  return 0;
}

async function run(context: CommandContext): Promise<number> {
  const { infos, errors } = await readInfos(context, queryOf(context));
  const [first] = errors;
  const [resource, prefix] = context.args;
  if (errors.length === 1 && isNotFound(first) && context.args.length === 2)
    return describeByPrefix(context, resource ?? '', prefix ?? '', first);
  return describeAll(context, infos, errors);
}

export const describe: Command = {
  name: 'describe',
  group: 'Troubleshooting and Debugging Commands',
  use: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  short: 'Show details of a specific resource or group of resources',
  long: `Shows the details of a resource, or of a group of them.

It joins what several API calls tell: the object, its events, and what belongs to it. "kubectl describe TYPE NAME_PREFIX" looks for an object of exactly that name first; if there is none, it shows every one whose name begins so.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `# A node
kubectl describe nodes node-1

# A pod
kubectl describe pods/client

# What a file names
kubectl describe -f pod.yaml

# All pods
kubectl describe pods

# Pods by label
kubectl describe pods -l app=web

# Pods whose names begin with 'web'
kubectl describe pods web`,
  flags: [
    ...filenameFlags('containing the resource to describe'),
    selectorFlag(),
    allNamespacesFlag,
    {
      name: 'show-events',
      type: 'bool',
      default: 'true',
      help: 'Shows the events about the object.',
    },
    chunkSizeFlag,
  ],
  run,
};
