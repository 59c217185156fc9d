/** `kubectl drain` */
import { controllerOf } from '#apimachinery/owner-references.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';
import type { Command, CommandContext } from '../command.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { isExpected, isNotFound, KubectlError, throwAll } from '../errors.ts';
import { chunkSizeFlag, dryRunFlag, selectorFlag } from '../flag-sets.ts';
import { resourceFor } from '../resource-args.ts';
import { type DrainPlan, planDrain } from './drain-filters.ts';
import { evictPods } from './evict-pods.ts';
import { checkNodeWords, markNodes, readNodes, tell } from './node-targets.ts';

/** The DaemonSets that pods name and that are gone, by pod uid: what the server says of them. */
async function missingDaemonSets(
  { api }: CommandContext,
  pods: readonly Pod[],
): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>();
  const resource = (await api.discover()).find('daemonsets.apps');
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (owner?.kind !== 'DaemonSet' || !resource) continue;
    try {
      await api.get(resource, pod.metadata.namespace ?? '', owner.name);
    } catch (error) {
      if (!isExpected(error)) throw error;
      missing.set(pod.metadata.uid, error.message);
    }
  }
  return missing;
}

async function planFor(context: CommandContext, node: string): Promise<DrainPlan> {
  const { api, flags, host } = context;
  const resource = resourceFor(await api.discover(), 'pods');
  const { items } = await api.list<Pod>(resource, {
    fieldSelector: `spec.nodeName=${node}`,
    labelSelector: flags.string('pod-selector'),
    chunkSize: flags.number('chunk-size'),
  });
  const missing = await missingDaemonSets(context, items);
  return planDrain(items, {
    force: flags.bool('force'),
    ignoreDaemonSets: flags.bool('ignore-daemonsets'),
    deleteEmptyDirData: flags.bool('delete-emptydir-data'),
    skipDeletedAfterSeconds: flags.number('skip-wait-for-delete-timeout'),
    nowMs: host.clock.now(),
    daemonSetMissing: (pod) => missing.get(pod.metadata.uid),
  });
}

/** What was left when a drain failed half way. */
async function tellPending(context: CommandContext, node: string, error: Error): Promise<void> {
  const { pods } = await planFor(context, node);
  if (pods.length === 0) return;
  await context.err(
    `There are pending pods in node ${JSON.stringify(node)} when an error occurred: ${error.message}\n`,
  );
  for (const { metadata } of pods) await context.err(`pod/${metadata.name}\n`);
}

async function drainNode(context: CommandContext, node: string, dryRun: DryRun): Promise<void> {
  const plan = await planFor(context, node);
  throwAll(plan.refusals.map((text) => new KubectlError(text)));
  if (plan.warnings) await context.err(`Warning: ${plan.warnings}\n`);
  if (dryRun === 'client') {
    for (const { metadata } of plan.pods)
      await context.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name} (dry run)\n`);
    return;
  }
  const resource = resourceFor(await context.api.discover(), 'pods');
  try {
    await evictPods(context, resource, plan.pods, dryRun);
  } catch (error) {
    if (!isExpected(error)) throw error;
    await tellPending(context, node, error);
    throw error;
  }
}

function checkPodSelector({ flags }: CommandContext): void {
  try {
    parseSelector(flags.string('pod-selector'));
  } catch (error) {
    if (error instanceof ParseError)
      throw new KubectlError('--pod-selector=<pod_selector> must be a valid label selector');
    throw error;
  }
}

async function run(context: CommandContext): Promise<number> {
  checkPodSelector(context);
  checkNodeWords(context);
  const dryRun = await dryRunOf(context);
  const nodes = await readNodes(context);
  await markNodes(context, nodes, true, dryRun);
  const failures: { readonly node: string; readonly error: Error }[] = [];
  for (const { name, object } of nodes) {
    try {
      await drainNode(context, name, dryRun);
      await tell(context, object, 'drained', dryRun);
    } catch (error) {
      if (!isExpected(error) || isNotFound(error)) throw error;
      await context.err(
        `error: unable to drain node ${JSON.stringify(name)} due to error: ${error.message}, continuing command...\n`,
      );
      failures.push({ node: name, error });
    }
  }
  if (failures.length > 0) {
    await context.err('There are pending nodes to be drained:\n');
    for (const { node } of failures) await context.err(` ${node}\n`);
  }
  throwAll(failures.map(({ error }) => error));
  return 0;
}

export const drain: Command = {
  name: 'drain',
  group: 'Cluster Management Commands',
  use: 'drain NODE',
  short: 'Drain node in preparation for maintenance',
  long: `Empties a node before maintenance.

The node is marked unschedulable, so that no new pods come. Then its pods are evicted, which respects PodDisruptionBudgets, and each is waited for. Pods of DaemonSets stay: without --ignore-daemonsets nothing is done while there are any. Pods that no controller would make again are only removed with --force.

"kubectl uncordon" makes the node schedulable again.`,
  examples: `# Even if there are pods that no controller would make again
kubectl drain node-2 --force --ignore-daemonsets

# With a grace period of a minute, and not if there are such pods
kubectl drain node-2 --ignore-daemonsets --grace-period=60`,
  flags: [
    { name: 'force', type: 'bool', help: 'Goes on even if there are pods without a controller.' },
    { name: 'ignore-daemonsets', type: 'bool', help: 'Leaves pods of DaemonSets alone.' },
    {
      name: 'delete-emptydir-data',
      type: 'bool',
      help: 'Goes on even if there are pods with emptyDir volumes; their data is lost.',
    },
    {
      name: 'grace-period',
      type: 'int',
      default: '-1',
      help: "Seconds each pod gets to end. Negative: the pod's own.",
    },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to wait before giving up; zero means for ever.',
    },
    { name: 'pod-selector', type: 'string', help: "Labels of the node's pods to remove." },
    {
      name: 'disable-eviction',
      type: 'bool',
      help: 'Deletes pods instead of evicting them, past PodDisruptionBudgets.',
    },
    {
      name: 'skip-wait-for-delete-timeout',
      type: 'int',
      default: '0',
      help: 'Does not wait for pods that are being deleted for longer than so many seconds.',
    },
    chunkSizeFlag,
    dryRunFlag,
    selectorFlag(),
  ],
  run,
};
