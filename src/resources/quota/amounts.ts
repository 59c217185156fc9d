/** Sums over lists of resources. Mirrors apiserver pkg/quota/v1/resources.go. */
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  printQuantity,
} from '#apimachinery/quantity.ts';
import type { ResourceList } from '../pods/requests.ts';

/** a + b, by name. */
export function addAmounts(a: ResourceList, b: ResourceList): ResourceList {
  const sum: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const known = sum[name];
    sum[name] =
      known === undefined
        ? amount
        : printQuantity(addQuantities(parseQuantity(known), parseQuantity(amount)));
  }
  return sum;
}

/** a - b, by name, nothing below 0; what only `b` has counts as 0. */
export function subtractAmounts(a: ResourceList, b: ResourceList): ResourceList {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const left: Record<string, string> = {};
  for (const name of names) {
    const before = parseQuantity(a[name] ?? '0');
    const nanos = before.nanos - parseQuantity(b[name] ?? '0').nanos;
    left[name] = printQuantity({ ...before, nanos: nanos < 0n ? 0n : nanos });
  }
  return left;
}

/** Only the resources named. */
export const maskAmounts = (amounts: ResourceList, names: ReadonlySet<string>): ResourceList =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => names.has(name)));

export const withoutZeros = (amounts: ResourceList): ResourceList =>
  Object.fromEntries(
    Object.entries(amounts).filter(([, amount]) => parseQuantity(amount).nanos !== 0n),
  );

/** The resources of which `amounts` has more than `limits` allow; sorted. */
export const exceeding = (amounts: ResourceList, limits: ResourceList): readonly string[] =>
  Object.keys(amounts)
    .filter((name) => {
      const limit = limits[name];
      const amount = amounts[name] ?? '0';
      return (
        limit !== undefined && compareQuantities(parseQuantity(amount), parseQuantity(limit)) > 0
      );
    })
    .sort();

/** `{ pods: "1", cpu: "100m" }` ⇒ "cpu=100m,pods=1" */
export const printAmounts = (amounts: ResourceList): string =>
  Object.keys(amounts)
    .sort()
    .map((name) => `${name}=${amounts[name]}`)
    .join(',');
