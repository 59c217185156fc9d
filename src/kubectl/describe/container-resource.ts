/** What an environment variable from `resourceFieldRef` reads as. Mirrors kubectl pkg/util/resource. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import { milliValue, quantityValue } from '#apimachinery/quantity.ts';

/** `limits.cpu` over a divisor, rounded up: "500m" over "1" ⇒ "1"; "" for a resource it cannot name. */
export function containerResource(
  container: Immutable<v1.Container>,
  { resource, divisor }: Immutable<v1.ResourceFieldSelector>,
): string {
  const named = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource);
  const list =
    named?.[1] === 'limits' ? container.resources?.limits : container.resources?.requests;
  if (!named?.[2]) return '';
  const amount = named[2] === 'cpu' ? milliValue : quantityValue;
  const unit = divisor && divisor !== '0' ? divisor : '1';
  return String(Math.ceil(amount(list?.[named[2]] ?? '0') / amount(unit)));
}
