/** `kubectl top pod` */
import { printGoDuration } from '#apimachinery/duration.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { PodMetrics } from '#resources/metrics/pod-metrics.ts';
import type { Pod } from '#resources/pod.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from '../../flag-sets.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { resourceFor } from '../../resource-args.ts';
import {
  bySort,
  cellsOf,
  checkArguments,
  metricsResource,
  swapFlag,
  totalOf,
  type Use,
} from './metrics.ts';

const USE = 'pod [NAME | -l label]';
/** Metrics of a pod may be missing so long after it was made. */
const DELAY_MS = 120_000;

function checkAge({ host }: CommandContext, { metadata }: Pod): void {
  const ageMs = host.clock.now() - timeOf(metadata.creationTimestamp);
  if (ageMs <= DELAY_MS) return;
  const { namespace = '', name } = metadata;
  throw new KubectlError(
    `Metrics not available for pod ${namespace}/${name}, age: ${printGoDuration(ageMs)}`,
  );
}

interface Wanted {
  readonly resource: ApiResource;
  /** "" for all. */
  readonly namespace: string;
  readonly name: string;
}

/** Why there are no metrics; nothing when there are no pods either. Mirrors verifyEmptyMetrics. */
async function explainNothing(context: CommandContext): Promise<void> {
  const { api, flags, namespace } = context;
  const { items } = await api.list<Pod>(resourceFor(await api.discover(), 'pods'), {
    namespace,
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
  });
  for (const pod of items) checkAge(context, pod);
  if (items.length > 0) throw new KubectlError('metrics not available yet');
  const where = flags.bool('all-namespaces') ? '' : ` in ${namespace} namespace.`;
  await context.err(`No resources found${where}\n`);
}

async function readMetrics(
  { api, flags }: CommandContext,
  { resource, namespace, name }: Wanted,
): Promise<readonly PodMetrics[]> {
  if (name) return [await api.get<PodMetrics>(resource, namespace, name)];
  const { items } = await api.list<PodMetrics>(resource, {
    namespace,
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
  });
  return items;
}

const usagesOf = ({ containers }: PodMetrics) => containers.map(({ usage }) => usage);

function rowsOf({ flags }: CommandContext, metrics: PodMetrics): readonly (readonly string[])[] {
  const { name, namespace = '' } = metrics.metadata;
  const place = flags.bool('all-namespaces') ? [namespace] : [];
  const cells = (use: Use): readonly string[] => cellsOf(use, flags.bool('show-swap'));
  if (!flags.bool('containers')) return [[...place, name, ...cells(totalOf(usagesOf(metrics)))]];
  const order = bySort<PodMetrics['containers'][number]>(
    flags.string('sort-by'),
    ({ usage }) => totalOf([usage]),
    (container) => container.name,
  );
  return [...metrics.containers]
    .sort(order)
    .map((container) => [...place, name, container.name, ...cells(totalOf([container.usage]))]);
}

/** The metrics as a table, with a sum below when it is asked for. */
function tableOf(context: CommandContext, metrics: readonly PodMetrics[]): string {
  const { flags } = context;
  const writer = new TabWriter();
  const head = [
    ...(flags.bool('all-namespaces') ? ['NAMESPACE'] : []),
    ...(flags.bool('containers') ? ['POD'] : []),
    'NAME',
    'CPU(cores)',
    'MEMORY(bytes)',
    ...(flags.bool('show-swap') ? ['SWAP(bytes)'] : []),
  ];
  const hasHead = !flags.bool('no-headers');
  const row = (cells: readonly string[]): void => writer.row([...cells, '']);
  if (hasHead) row(head);
  const placed = ({ metadata }: PodMetrics): string =>
    flags.bool('all-namespaces') ? `${metadata.namespace}\u0000${metadata.name}` : metadata.name;
  const order = bySort<PodMetrics>(
    flags.string('sort-by'),
    (one) => totalOf(usagesOf(one)),
    placed,
  );
  for (const one of [...metrics].sort(order)) for (const cells of rowsOf(context, one)) row(cells);
  if (flags.bool('sum')) {
    // Without headers upstream counts no columns before the name.
    const showSwap = flags.bool('show-swap');
    const width = hasHead ? head.length : showSwap ? 4 : 3;
    const sum = cellsOf(totalOf(metrics.flatMap(usagesOf)), showSwap);
    row([...Array<string>(width - 2).fill(''), '________', '________']);
    row([...Array<string>(width - 2).fill(''), ...sum]);
  }
  return writer.flush();
}

async function run(context: CommandContext): Promise<number> {
  const { flags } = context;
  const name = checkArguments(context, USE);
  if (name && (flags.string('selector') || flags.string('field-selector')))
    throw new KubectlError('only one of NAME or selector can be provided');
  const resource = await metricsResource(context, 'pods');
  const namespace = flags.bool('all-namespaces') ? '' : context.namespace;
  const metrics = await readMetrics(context, { resource, namespace, name });
  if (metrics.length === 0) await explainNothing({ ...context, namespace });
  else await context.out(tableOf(context, metrics));
  return 0;
}

export const topPod: Command = {
  name: 'pod',
  aliases: ['pods', 'po'],
  use: USE,
  short: 'Display resource (CPU/memory) usage of pods',
  long: `Shows what pods use.

A pod is measured some time after it was made: until then there is nothing to show.`,
  examples: `# All pods of the namespace
kubectl top pod

# A pod and its containers
kubectl top pod client --containers

# Those with a label
kubectl top pod -l app=web`,
  flags: [
    selectorFlag(),
    fieldSelectorFlag,
    { name: 'sort-by', type: 'string', help: "Sorts by 'cpu' or 'memory'." },
    { name: 'containers', type: 'bool', help: "Shows each container's use." },
    allNamespacesFlag,
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    {
      name: 'use-protocol-buffers',
      type: 'bool',
      default: 'true',
      help: 'Asks for protocol buffers; the answer is the same.',
    },
    { name: 'sum', type: 'bool', help: 'Shows the sum of all.' },
    swapFlag,
  ],
  run,
};
