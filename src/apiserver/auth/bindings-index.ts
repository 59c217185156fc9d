/** Bindings by whom they bind: what a user holds is found, not searched for. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { RoleBinding, Subject } from '#resources/types/rbac.ts';
import { accountUserName, type UserInfo } from './user.ts';

/** A binding and the subject through which it holds. */
export interface Held {
  readonly binding: RoleBinding;
  readonly subject: Subject;
}

/** `User:jane`, `Group:devs`; ServiceAccounts are users by their long name. */
function keyOf(subject: Subject, namespace: string): string | undefined {
  if (subject.kind === 'User' || subject.kind === 'Group') return `${subject.kind}:${subject.name}`;
  const home = subject.namespace || namespace;
  if (subject.kind !== 'ServiceAccount' || !home) return undefined;
  return `User:${accountUserName(home, subject.name)}`;
}

type Index = ReadonlyMap<string, readonly Held[]>;

function indexed(bindings: readonly RoleBinding[]): Index {
  const index = new Map<string, Held[]>();
  for (const binding of bindings) {
    for (const subject of binding.subjects ?? []) {
      const key = keyOf(subject, binding.metadata.namespace ?? '');
      if (key === undefined) continue;
      const list = index.get(key);
      if (list) list.push({ binding, subject });
      else index.set(key, [{ binding, subject }]);
    }
  }
  return index;
}

/** Lists are given out by identity until something in them changes, so an index lives as long as its list. */
const indexes = new WeakMap<readonly KubeObject[], Index>();

function indexOf(bindings: readonly KubeObject[]): Index {
  const known = indexes.get(bindings);
  if (known) return known;
  const index = indexed(bindings as readonly RoleBinding[]);
  indexes.set(bindings, index);
  return index;
}

const byName = (a: Held, b: Held): number =>
  a.binding.metadata.name < b.binding.metadata.name ? -1 : 1;

/** What a user holds by these bindings, each binding once, by name. */
export function heldBy(
  bindings: readonly KubeObject[],
  { name, groups }: UserInfo,
): readonly Held[] {
  const index = indexOf(bindings);
  const keys = [`User:${name}`, ...groups.map((group) => `Group:${group}`)];
  const found = new Map<RoleBinding, Held>();
  for (const held of keys.flatMap((key) => index.get(key) ?? [])) {
    if (!found.has(held.binding)) found.set(held.binding, held);
  }
  return [...found.values()].sort(byName);
}
