/** Which victims a PodDisruptionBudget would rather keep. Mirrors kubernetes plugins/defaultpreemption filterPodsWithPDBViolation. */
import { type LabelSelectorObject, selectorOfObject } from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';

/** What is asked of a PodDisruptionBudget. */
export interface Budget {
  readonly metadata: { readonly namespace?: string };
  readonly spec: { readonly selector?: LabelSelectorObject | null };
  readonly status?: {
    readonly disruptionsAllowed?: number;
    readonly disruptedPods?: Readonly<Record<string, string>>;
  };
}

/** The pods in two lists, in their order: those whose deletion breaks a budget, and the others. */
export function splitByBudgets(
  pods: readonly Pod[],
  budgets: readonly Budget[],
): { readonly violating: readonly Pod[]; readonly others: readonly Pod[] } {
  const allowed = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const violates = ({ metadata }: Pod): boolean => {
    if (Object.keys(metadata.labels ?? {}).length === 0) return false;
    let isViolated = false;
    for (const [at, { metadata: budget, spec, status }] of budgets.entries()) {
      if (budget.namespace !== metadata.namespace) continue;
      const selector = selectorOfObject(spec.selector);
      if (selector.requirements.length === 0 || !selector.matches(metadata.labels)) continue;
      if (status?.disruptedPods?.[metadata.name] !== undefined) continue;
      allowed[at] = (allowed[at] ?? 0) - 1;
      if ((allowed[at] ?? 0) < 0) isViolated = true;
    }
    return isViolated;
  };
  const violating: Pod[] = [];
  const others: Pod[] = [];
  for (const pod of pods) (violates(pod) ? violating : others).push(pod);
  return { violating, others };
}
