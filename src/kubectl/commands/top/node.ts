/** `kubectl top node` */
import { milliValue } from '#apimachinery/quantity.ts';
import type { NodeMetrics } from '#resources/metrics/node-metrics.ts';
import type { Node } from '#resources/node.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { selectorFlag } from '../../flag-sets.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { resourceFor } from '../../resource-args.ts';
import { bySort, cellsOf, checkArguments, metricsResource, swapFlag, totalOf } from './metrics.ts';

const USE = 'node [NAME | -l label]';
const UNKNOWN = '<unknown>';
const HEAD = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'];
const SWAP_HEAD = ['SWAP(bytes)', 'SWAP(%)'];

type Amounts = Readonly<Record<string, string>>;

/** 500m of 4 ⇒ "12%" */
function share(used: number, available: string | undefined): string {
  const whole = available === undefined ? 0 : milliValue(available);
  return `${whole === 0 ? 0 : Math.trunc((used / whole) * 100)}%`;
}

/** What a node says of its swap; one that says nothing is unknown. */
function swapCells(milliSwap: number, cell: string, available: Amounts): readonly string[] {
  const whole = available['swap'];
  return whole === undefined ? [UNKNOWN, UNKNOWN] : [cell, share(milliSwap, whole)];
}

function rowOf(
  metrics: NodeMetrics,
  available: Amounts | undefined,
  showSwap: boolean,
): readonly string[] {
  const use = totalOf([metrics.usage]);
  const [cpu = '', memory = '', swap = ''] = cellsOf(use, true);
  const { name } = metrics.metadata;
  if (!available) return [name, cpu, memory, ...(showSwap ? [swap] : [])];
  const shares = [
    share(use.milliCpu, available['cpu']),
    share(use.bytes * 1000, available['memory']),
  ];
  return [
    name,
    cpu,
    shares[0] ?? '',
    memory,
    shares[1] ?? '',
    ...(showSwap ? swapCells(use.swapBytes * 1000, swap, available) : []),
  ];
}

async function readMetrics(context: CommandContext, name: string): Promise<readonly NodeMetrics[]> {
  const { api, flags } = context;
  const resource = await metricsResource(context, 'nodes');
  if (name) return [await api.get<NodeMetrics>(resource, '', name)];
  const labelSelector = flags.string('selector');
  return (await api.list<NodeMetrics>(resource, { labelSelector })).items;
}

/** What each node has to give. */
async function readNodes({ api, flags }: CommandContext, name: string) {
  const resource = resourceFor(await api.discover(), 'nodes');
  const nodes = name
    ? [await api.get<Node>(resource, '', name)]
    : (await api.list<Node>(resource, { labelSelector: flags.string('selector') })).items;
  const what = flags.bool('show-capacity') ? 'capacity' : 'allocatable';
  return new Map(
    nodes.map(({ metadata, status }): readonly [string, Amounts] => {
      const { swap } = (status.nodeInfo ?? {}) as {
        readonly swap?: { readonly capacity?: number };
      };
      const capacity = swap?.capacity;
      return [
        metadata.name,
        { ...status[what], ...(capacity === undefined ? {} : { swap: String(capacity) }) },
      ];
    }),
  );
}

async function run(context: CommandContext): Promise<number> {
  const { flags } = context;
  const name = checkArguments(context, USE);
  if (name && flags.string('selector'))
    throw new KubectlError('only one of NAME or --selector can be provided');
  const metrics = await readMetrics(context, name);
  if (metrics.length === 0) throw new KubectlError('metrics not available yet');
  const available = await readNodes(context, name);
  const writer = new TabWriter();
  const row = (cells: readonly string[]): void => writer.row([...cells, '']);
  const showSwap = flags.bool('show-swap');
  const head = showSwap ? [...HEAD, ...SWAP_HEAD] : HEAD;
  if (!flags.bool('no-headers')) row(head);
  const order = bySort<NodeMetrics>(
    flags.string('sort-by'),
    ({ usage }) => totalOf([usage]),
    ({ metadata }) => metadata.name,
  );
  for (const one of [...metrics].sort(order)) {
    row(rowOf(one, available.get(one.metadata.name), showSwap));
    available.delete(one.metadata.name);
  }
  for (const missing of available.keys()) row([missing, ...head.slice(1).map(() => UNKNOWN)]);
  await context.out(writer.flush());
  return 0;
}

export const topNode: Command = {
  name: 'node',
  aliases: ['nodes', 'no'],
  use: USE,
  short: 'Display resource (CPU/memory) usage of nodes',
  long: 'Shows what nodes use.',
  examples: `# All nodes
kubectl top node

# One of them
kubectl top node node-1`,
  flags: [
    selectorFlag(),
    { name: 'sort-by', type: 'string', help: "Sorts by 'cpu' or 'memory'." },
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    {
      name: 'use-protocol-buffers',
      type: 'bool',
      default: 'true',
      help: 'Asks for protocol buffers; the answer is the same.',
    },
    {
      name: 'show-capacity',
      type: 'bool',
      help: 'Counts shares of what a node has, not of what it gives to pods.',
    },
    swapFlag,
  ],
  run,
};
