/** Who writes, as managedFields names it. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';
import { entriesOf, Ledger, type WriteHead } from './apply/ledger.ts';

/** The name a write is recorded under. */
export const managerOf = (call: Call, options: WriteOptions | undefined): string =>
  options?.fieldManager || call.actor.manager || call.actor.name;

/** The last head made for each manager, so that writes of the same second share it. */
const recent = new Map<string, WriteHead[]>();

/** The head of a write to `kind`, spoken in the version of `options.spokenKind`. */
export function headOf(
  kind: Kind,
  call: Call,
  subresource: string,
  options: WriteOptions | undefined,
  nowMs: number,
): WriteHead {
  const time = printTime(nowMs);
  const manager = managerOf(call, options);
  const apiVersion = apiVersionOf(options?.spokenKind ?? kind);
  const made = recent.get(manager) ?? [];
  const at = made.findIndex(
    (one) => one.kind === kind && one.subresource === subresource && one.apiVersion === apiVersion,
  );
  const last = made[at];
  if (last?.time === time) return last;
  const head: WriteHead = { kind, apiVersion, manager, subresource, time };
  made[at < 0 ? made.length : at] = head;
  recent.set(manager, made);
  return head;
}

/** managedFields after one more write; none where nobody is tracked. */
export function managedAfter(
  head: WriteHead,
  old: KubeObject,
  sent: KubeObject,
): ObjectMeta['managedFields'] {
  const before = old.metadata.managedFields;
  return before instanceof Ledger ? before.after(head, old, sent) : before;
}

/** The object as a reader outside sees it, with managedFields that are worked out at the first look. */
export function withEntries(object: KubeObject): KubeObject {
  const { managedFields, ...rest } = object.metadata;
  if (!(managedFields instanceof Ledger)) return object;
  const metadata = Object.defineProperty(rest, 'managedFields', {
    get: () => {
      const entries = entriesOf(managedFields);
      return entries.length > 0 ? entries : undefined;
    },
    enumerable: true,
  });
  return { ...object, metadata };
}
