/** Which nodes a pod insists on: nodeSelector and required node affinity. Mirrors component-helpers scheduling/corev1/nodeaffinity. */
import type { PodSpec } from '../pods/types.ts';
import type { Node } from '../types/node.ts';

type NodeAffinity = NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>;
export type NodeSelectorTerm = NonNullable<
  NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number];
type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];

const integer = (text: string | undefined): number =>
  text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;

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
      return integer(value) > integer(values[0]);
    case 'Lt':
      return integer(value) < integer(values[0]);
    default:
      return false;
  }
}

/** An empty term matches nothing. */
export function matchesTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  node: Node,
): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const { labels, name } = node.metadata;
  return (
    matchExpressions.every((one) => meets(one, labels?.[one.key])) &&
    matchFields.every((one) => meets(one, name))
  );
}

/** Whether a node is among those a pod insists on. */
export function matchesNode({ nodeSelector, affinity }: PodSpec, node: Node): boolean {
  for (const [key, value] of Object.entries(nodeSelector ?? {})) {
    if (node.metadata.labels?.[key] !== value) return false;
  }
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

/** Whether a pod insists on anything: then each node must be asked for. */
export const insistsOnNodes = ({ nodeSelector, affinity }: PodSpec): boolean =>
  nodeSelector !== undefined ||
  affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;
