/** What the metrics API answers, in the order it is shown. Mirrors kubectl pkg/cmd/top and pkg/metricsutil. */
import { milliValue, parseQuantity, quantityValue } from '#apimachinery/quantity.ts';
import type { CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { KubectlError, usageError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';

/** What somebody uses: thousandths of a core, and bytes. */
export interface Use {
  readonly milliCpu: number;
  readonly bytes: number;
  readonly swapBytes: number;
}

type Usage = Readonly<Record<string, string>>;

/** Amounts add up before they are rounded. */
export function totalOf(usages: readonly Usage[]): Use {
  const total = (resource: string): string => {
    const nanos = usages.reduce(
      (sum, usage) => sum + parseQuantity(usage[resource] ?? '0').nanos,
      0n,
    );
    return `${nanos}n`;
  };
  return {
    milliCpu: milliValue(total('cpu')),
    bytes: quantityValue(total('memory')),
    swapBytes: quantityValue(total('swap')),
  };
}

const MEBI = 1_024 * 1_024;

const mebibytes = (bytes: number): string => `${Math.trunc(bytes / MEBI)}Mi`;

/** `250m`, `64Mi`, and with `--show-swap` `0Mi` */
export const cellsOf = (
  { milliCpu, bytes, swapBytes }: Use,
  showSwap: boolean,
): readonly string[] => [
  `${milliCpu}m`,
  mebibytes(bytes),
  ...(showSwap ? [mebibytes(swapBytes)] : []),
];

export const swapFlag: Flag = {
  name: 'show-swap',
  type: 'bool',
  help: 'Shows the use of swap too.',
};

/** The resource of the metrics API; refuses when the cluster has none. */
export async function metricsResource(
  { api }: CommandContext,
  plural: string,
): Promise<ApiResource> {
  const { resources } = await api.discover();
  const found = resources.find((one) => one.group === 'metrics.k8s.io' && one.plural === plural);
  if (!found) throw new KubectlError('Metrics API not available');
  return found;
}

/** The name that was given, "" for none; refuses what does not go together. */
export function checkArguments({ args, flags, path }: CommandContext, use: string): string {
  if (args.length > 1) throw usageError(path, use);
  const sortBy = flags.string('sort-by');
  if (sortBy && sortBy !== 'cpu' && sortBy !== 'memory')
    throw new KubectlError('--sort-by accepts only cpu or memory');
  return args[0] ?? '';
}

/** The greedier first; by name without a choice. */
export function bySort<T>(
  sortBy: string,
  use: (item: T) => Use,
  name: (item: T) => string,
): (a: T, b: T) => number {
  if (sortBy === 'cpu') return (a, b) => use(b).milliCpu - use(a).milliCpu;
  if (sortBy === 'memory') return (a, b) => use(b).bytes - use(a).bytes;
  return (a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}
