/** A label selector as Go's own printing shows it in events. */
import type { LabelSelectorObject } from '#apimachinery/selector.ts';

/** `&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}` */
export function goSelector(selector: LabelSelectorObject | undefined): string {
  if (!selector) return 'nil';
  const labels = Object.entries(selector.matchLabels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}: ${value},`)
    .join('');
  const terms = (selector.matchExpressions ?? [])
    .map(({ key, operator, values = [] }) => {
      const listed = `[${values.join(' ')}]`;
      return `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:${listed},},`;
    })
    .join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${terms}},}`;
}
