/** The order of the output. Mirrors api internal/builtins/SortOrderTransformer.go. */
import { KubectlError } from '../errors.ts';
import { compareGvkText, orderFirst, orderLast, rankOf, sameGvk, shownGvk } from './gvk.ts';
import type { SortOptions } from './kustomization.ts';
import type { Resource } from './resource.ts';
import type { ResourceId } from './resource-id.ts';

const sortText = ({ gvk, namespace, name }: ResourceId): string =>
  [shownGvk(gvk), namespace || '~X', name || '~N'].join('|');

function compareIds(
  a: ResourceId,
  b: ResourceId,
  first: readonly string[],
  last: readonly string[],
): number {
  if (sameGvk(a.gvk, b.gvk)) {
    const [left, right] = [sortText(a), sortText(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const byRank = rankOf(a.gvk.kind, first, last) - rankOf(b.gvk.kind, first, last);
  if (byRank !== 0) return byRank;
  const areNamespaces = a.gvk.kind === 'Namespace' && b.gvk.kind === 'Namespace';
  const hasCore = a.gvk.group === '' || b.gvk.group === '';
  return (areNamespaces && hasCore ? -1 : 1) * compareGvkText(a.gvk, b.gvk);
}

/** `legacy` (and without a wish): by kind; `fifo`: as they came. */
export function orderResources(
  resources: readonly Resource[],
  options: SortOptions | undefined,
): readonly Resource[] {
  const order = options?.order ?? (options ? '' : 'legacy');
  if (order !== 'legacy' && order !== 'fifo')
    throw new KubectlError("the field 'sortOptions.order' must be one of [fifo, legacy]");
  const legacy = options?.legacySortOptions;
  if (order === 'fifo') {
    if (!legacy) return resources;
    throw new KubectlError(
      "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'",
    );
  }
  const first = legacy ? (legacy.orderFirst ?? []) : orderFirst;
  const last = legacy ? (legacy.orderLast ?? []) : orderLast;
  return [...resources].sort((a, b) => compareIds(a.currentId, b.currentId, first, last));
}
