/** Taints and tolerations. Mirrors component-helpers scheduling/corev1 and core/v1 ToleratesTaint. */
import type { Pod } from '#resources/pod.ts';

type Tolerations = Pod['spec']['tolerations'];

export interface TaintLike {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** Whether one of the tolerations covers a taint. */
export function tolerates(tolerations: Tolerations, taint: TaintLike): boolean {
  return (tolerations ?? []).some(({ key, operator = 'Equal', value = '', effect }) => {
    if (effect && effect !== taint.effect) return false;
    if (key && key !== taint.key) return false;
    return operator === 'Exists' || (operator === 'Equal' && value === (taint.value ?? ''));
  });
}

/** Whether all taints are covered. */
export const toleratesAll = (tolerations: Tolerations, taints: readonly TaintLike[]): boolean =>
  taints.every((taint) => tolerates(tolerations, taint));
