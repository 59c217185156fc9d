/** Whether and for how long a pod bears a node's NoExecute taints. */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';

type Taint = NonNullable<Node['spec']['taints']>[number];
type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

/** Compares whole numbers for the operators Gt and Lt. */
const isBeyond = (toleration: Toleration, taint: Taint): boolean => {
  const [own, theirs] = [toleration.value ?? '', taint.value ?? ''];
  if (!/^-?\d+$/.test(own) || !/^-?\d+$/.test(theirs)) return false;
  return toleration.operator === 'Gt' ? Number(theirs) > Number(own) : Number(theirs) < Number(own);
};

/** Mirrors kubernetes staging k8s.io/component-helpers scheduling/corev1 ToleratesTaint. */
function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? 'Equal') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    case 'Gt':
    case 'Lt':
      return isBeyond(toleration, taint);
    default:
      return false;
  }
}

/**
 * How long a pod may stay on a node with these taints, ms: 0 when one is not tolerated, Infinity
 * when all are for ever, else the shortest tolerationSeconds of those that match.
 * Mirrors kubernetes pkg/controller/tainteviction getMinTolerationTime.
 */
export function tolerationMs(
  tolerations: Pod['spec']['tolerations'],
  taints: readonly Taint[],
): number {
  let shortestMs = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    const match = (tolerations ?? []).find((toleration) => tolerates(toleration, taint));
    if (!match) return 0;
    const { tolerationSeconds } = match;
    if (tolerationSeconds === undefined || tolerationSeconds === null) continue;
    shortestMs = Math.min(shortestMs, Math.max(0, tolerationSeconds) * 1000);
  }
  return shortestMs;
}

/** Whether each taint is tolerated, for however long. */
export const toleratesEvery = (
  tolerations: Pod['spec']['tolerations'],
  taints: readonly Taint[],
): boolean =>
  taints.every((taint) => (tolerations ?? []).some((toleration) => tolerates(toleration, taint)));
