/** Which nodes a pod asks for: nodeSelector and node affinity. Mirrors component-helpers scheduling/corev1/nodeaffinity. */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';

type Affinity = NonNullable<NonNullable<Pod['spec']['affinity']>['nodeAffinity']>;
export type NodeSelectorTerm = NonNullable<
  Affinity['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number];
type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];

function meets({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

/** An empty term matches nothing. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    matchExpressions.every((one) => meets(one, node.metadata.labels?.[one.key])) &&
    matchFields.every((one) => meets(one, node.metadata.name))
  );
}

/** Whether a node is among those a pod insists on. */
export function matchesRequired({ spec }: Pod, node: Node): boolean {
  for (const [key, value] of Object.entries(spec.nodeSelector ?? {})) {
    if (node.metadata.labels?.[key] !== value) return false;
  }
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return !terms || terms.some((term) => matchesTerm(term, node));
}

/** Whether a pod insists on anything. */
export const hasRequired = ({ spec }: Pod): boolean =>
  spec.nodeSelector !== undefined ||
  spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;
