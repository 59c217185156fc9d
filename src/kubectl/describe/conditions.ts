/** Conditions as workloads show them: type, status and reason. */
import type { PrefixWriter } from './prefix-writer.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export function writeConditionTable(
  w: PrefixWriter,
  conditions: readonly Condition[] | undefined,
): void {
  if (!conditions?.length) return;
  w.write(0, 'Conditions:\n  Type\tStatus\tReason\n');
  w.write(1, '----\t------\t------\n');
  for (const { type, status, reason } of conditions)
    w.write(1, `${type} \t${status}\t${reason ?? ''}\n`);
}
