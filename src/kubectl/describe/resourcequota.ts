/** `kubectl describe resourcequota` */
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { ResourceQuota } from '#resources/resourcequota.ts';
import type { Describer } from './describer.ts';
import { writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

const HELP: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};
const NANOS = 1_000_000_000n;

/** What is used, in the notation of what may be: then in whole units. */
export function usedText(used: string | undefined, hard: string): string {
  const [amount, limit] = [parseQuantity(used ?? '0'), parseQuantity(hard)];
  if (amount.format === limit.format) return printQuantity(amount);
  const whole = (amount.nanos + (amount.nanos > 0n ? NANOS - 1n : 0n)) / NANOS;
  return printQuantity({ nanos: whole * NANOS, format: limit.format });
}

/** The scopes of a quota and what they mean, `level` deep, each explanation after `bullet`. */
export function writeScopes(
  w: PrefixWriter,
  unsorted: readonly string[] | undefined,
  level: number,
  bullet: string,
): void {
  const scopes = [...(unsorted ?? [])].sort();
  if (scopes.length === 0) return;
  w.write(level, `Scopes:\t${scopes.join(', ')}\n`);
  for (const scope of scopes) {
    const help = HELP[scope];
    if (help) w.write(level, `${bullet}${help}\n`);
  }
}

export const resourceQuotaDescriber: Describer = {
  group: '',
  kind: 'ResourceQuota',
  /** Mirrors kubectl pkg/describe/describe.go describeQuota. */
  describe: async (_world, object) => {
    const quota = object as ResourceQuota;
    const { hard = {}, used = {} } = quota.status;
    return tabbedText((w) => {
      writeName(w, quota);
      writeScopes(w, quota.spec.scopes, 0, ' * ');
      w.write(0, 'Resource\tUsed\tHard\n');
      w.write(0, '--------\t----\t----\n');
      for (const name of Object.keys(hard).sort()) {
        const limit = hard[name] ?? '0';
        const shown = printQuantity(parseQuantity(limit));
        w.write(0, `${name}\t${usedText(used[name], limit)}\t${shown}\n`);
      }
    });
  },
};
