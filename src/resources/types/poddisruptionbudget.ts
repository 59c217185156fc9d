/** The type of PodDisruptionBudgets. */
import type * as v1 from 'kubernetes-types/policy/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { LabelSelectorObject } from '#apimachinery/selector.ts';

export interface PodDisruptionBudgetSpec {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly selector?: LabelSelectorObject;
  /** Whether pods that are not ready may be evicted when the budget is spent. */
  readonly unhealthyPodEvictionPolicy?: string;
}

export type PodDisruptionBudgetStatus = Omit<
  Immutable<v1.PodDisruptionBudgetStatus>,
  'disruptedPods' | 'conditions'
> & {
  /** Pods whose eviction was granted and which are not gone yet, and since when. */
  readonly disruptedPods?: Readonly<Record<string, string>>;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
    readonly observedGeneration?: number;
    readonly lastTransitionTime: string;
  }[];
};

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: PodDisruptionBudgetSpec;
  readonly status: PodDisruptionBudgetStatus;
}
