/** What a namespace on its way out says about what is still in it. */
import { conditionOf } from '#apimachinery/conditions.ts';
import type { Namespace } from '#resources/namespace.ts';

export type NamespaceCondition = NonNullable<Namespace['status']['conditions']>[number];

/** What is left of one kind: `pods.` has 2 instances. */
export interface Remaining {
  readonly resource: string;
  readonly count: number;
  /** Finalizer ⇒ how many instances wait for it. */
  readonly finalizers: ReadonlyMap<string, number>;
}

/** In upstream's order, each with the reason and message of a good end. Mirrors status_condition_utils.go. */
const good: readonly (readonly [type: string, reason: string, message: string])[] = [
  [
    'NamespaceDeletionDiscoveryFailure',
    'ResourcesDiscovered',
    'All resources successfully discovered',
  ],
  [
    'NamespaceDeletionGroupVersionParsingFailure',
    'ParsedGroupVersions',
    'All legacy kube types successfully parsed',
  ],
  [
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  [
    'NamespaceFinalizersRemaining',
    'ContentHasNoFinalizers',
    'All content-preserving finalizers finished',
  ],
];

const listed = (texts: readonly string[]): string => [...texts].sort().join(', ');

/** Reason and message of what is not well, by type. Mirrors ProcessContentTotals and makeDeleteContentCondition. */
function troubles(
  remaining: readonly Remaining[],
  errors: readonly string[],
): ReadonlyMap<string, readonly [reason: string, message: string]> {
  const found = new Map<string, readonly [string, string]>();
  const left = remaining.map(
    ({ resource, count }) => `${resource} has ${count} resource instances`,
  );
  if (left.length > 0) {
    const message = `Some resources are remaining: ${listed(left)}`;
    found.set('NamespaceContentRemaining', ['SomeResourcesRemain', message]);
  }
  const held = new Map<string, number>();
  for (const { finalizers } of remaining) {
    for (const [name, count] of finalizers) held.set(name, (held.get(name) ?? 0) + count);
  }
  if (held.size > 0) {
    const texts = [...held].map(([name, count]) => `${name} in ${count} resource instances`);
    const message = `Some content in the namespace has finalizers remaining: ${listed(texts)}`;
    found.set('NamespaceFinalizersRemaining', ['SomeFinalizersRemain', message]);
  }
  if (errors.length > 0) {
    const message = `Failed to delete all resource types, ${errors.length} remaining: ${listed(errors)}`;
    found.set('NamespaceDeletionContentFailure', ['ContentDeletionFailed', message]);
  }
  return found;
}

/** The namespace's conditions as they should be; its own array when nothing differs. */
export function deletionConditions(
  namespace: Namespace,
  remaining: readonly Remaining[],
  errors: readonly string[],
  now: string,
): readonly NamespaceCondition[] {
  const old = namespace.status.conditions ?? [];
  const trouble = troubles(remaining, errors);
  const next = good.map(([type, goodReason, goodMessage]): NamespaceCondition => {
    const [reason, message] = trouble.get(type) ?? [goodReason, goodMessage];
    const status = trouble.has(type) ? 'True' : 'False';
    const before = conditionOf(old, type);
    if (before?.status === status && before.reason === reason && before.message === message) {
      return before;
    }
    const since = before?.status === status ? (before.lastTransitionTime ?? now) : now;
    return { type, status, reason, message, lastTransitionTime: since };
  });
  const foreign = old.filter(({ type }) => !good.some(([own]) => own === type));
  const same = next.every((condition) => old.includes(condition));
  return same ? old : [...foreign, ...next];
}
