/** Where a pod may run: tolerations, taints, topology spread. */

import type * as v1 from 'kubernetes-types/core/v1';
import { goSort } from '#apimachinery/go/sort.ts';
import type { Immutable } from '#apimachinery/object.ts';
import { formatLabelSelector } from '#apimachinery/selector.ts';
import { writeLines } from './metadata.ts';
import type { PrefixWriter } from './prefix-writer.ts';

type Toleration = Immutable<v1.Toleration>;

/** `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s` */
function tolerationText({ key, value, effect, operator, tolerationSeconds }: Toleration): string {
  let text = key ?? '';
  if (value) text += `=${value}`;
  if (effect) text += `:${effect}`;
  if (operator === 'Exists' && !value) text += key || effect ? ' op=Exists' : 'op=Exists';
  return tolerationSeconds === undefined ? text : `${text} for ${tolerationSeconds}s`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `Tolerations:`, sorted by key. */
export function writeTolerations(
  w: PrefixWriter,
  title: string,
  tolerations: readonly Toleration[] | undefined,
): void {
  const sorted = goSort(tolerations ?? [], (a, b) => (a.key ?? '') < (b.key ?? ''));
  writeLines(w, title, sorted.map(tolerationText));
}

/** `dedicated=gpu:NoSchedule`, `key:NoExecute`, `key`. Mirrors api core/v1 Taint.ToString. */
export function taintText({
  key,
  value,
  effect,
}: {
  key: string;
  value?: string;
  effect?: string;
}): string {
  if (!effect) return value ? `${key}=${value}:` : key;
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`;
}

/** `Taints:`, sorted by effect, then key. */
export function writeTaints(
  w: PrefixWriter,
  title: string,
  taints: readonly Immutable<v1.Taint>[] | undefined,
): void {
  const sorted = [...(taints ?? [])].sort((a, b) =>
    compare(`${a.effect},${a.key}`, `${b.effect},${b.key}`),
  );
  writeLines(w, title, sorted.map(taintText));
}

/** `Topology Spread Constraints:`, when there are any. */
export function writeTopologySpread(
  w: PrefixWriter,
  constraints: readonly Immutable<v1.TopologySpreadConstraint>[] | undefined,
  space: string,
): void {
  if (!constraints?.length) return;
  const sorted = [...constraints].sort((a, b) => compare(a.topologyKey, b.topologyKey));
  const lines = sorted.map((constraint) => {
    const { topologyKey, whenUnsatisfiable, maxSkew, labelSelector } = constraint;
    const text = `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded`;
    return labelSelector ? `${text} for selector ${formatLabelSelector(labelSelector)}` : text;
  });
  writeLines(w, 'Topology Spread Constraints', lines, space);
}
