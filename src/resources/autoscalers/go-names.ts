/** Scaling rules with Go's names of their fields, as autoscaling/v1 keeps them in an annotation. */
import type { HpaBehavior, HpaScalingRules } from '../types/horizontalpodautoscaler.ts';

type Fields = Readonly<Record<string, unknown>>;

const rules = (given: HpaScalingRules | undefined): Fields | null =>
  given
    ? {
        StabilizationWindowSeconds: given.stabilizationWindowSeconds ?? null,
        SelectPolicy: given.selectPolicy ?? null,
        Policies:
          given.policies?.map(({ type, value, periodSeconds }) => ({
            Type: type,
            Value: value,
            PeriodSeconds: periodSeconds,
          })) ?? null,
        Tolerance: given.tolerance ?? null,
      }
    : null;

export const capitalised = ({ scaleUp, scaleDown }: HpaBehavior): Fields => ({
  ScaleUp: rules(scaleUp),
  ScaleDown: rules(scaleDown),
});

/** "ScaleUp" ⇒ "scaleUp", all the way down; null is as good as nothing. */
export function uncapitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(uncapitalised);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), uncapitalised(inner)]);
  return Object.fromEntries(pairs);
}
