/** Node: its names, defaults, validation and columns. */
import { conditionOf } from '#apimachinery/conditions.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { keepStatus } from './generation.ts';
import type { Node } from './types/node.ts';
import { validateNode, validateNodeUpdate } from './validation/node.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/node.ts';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** `Ready,SchedulingDisabled` */
function statusText({ spec, status }: Node): string {
  const ready = conditionOf(status?.conditions, 'Ready');
  const word = !ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word;
}

/** `{ "node-role.kubernetes.io/control-plane": "" }` ⇒ "control-plane" */
function roles({ metadata }: Node): string {
  const found = new Set<string>();
  for (const [label, value] of Object.entries(metadata.labels ?? {})) {
    if (label.startsWith(ROLE_PREFIX)) found.add(label.slice(ROLE_PREFIX.length));
    if (label === 'kubernetes.io/role') found.add(value);
  }
  found.delete('');
  return [...found].sort().join(',') || '<none>';
}

const address = ({ status }: Node, type: string): string =>
  status?.addresses?.find((one) => one.type === type)?.address ?? '<none>';

const wide = { wide: true };
const info = ({ status }: Node) => status?.nodeInfo;

const columns: readonly Column<Node>[] = [
  nameColumn,
  column('Status', 'Whether it is ready for pods.', statusText),
  column('Roles', 'What its labels say it is for.', roles),
  ageColumn,
  column('Version', "Its kubelet's version.", (node) => info(node)?.kubeletVersion ?? ''),
  column('Internal-IP', 'Its address in the cluster.', (node) => address(node, 'InternalIP'), wide),
  column('External-IP', 'Its address outside.', (node) => address(node, 'ExternalIP'), wide),
  column('OS-Image', 'Its operating system.', (node) => info(node)?.osImage || '<unknown>', wide),
  column('Kernel-Version', 'Its kernel.', (node) => info(node)?.kernelVersion || '<unknown>', wide),
  column(
    'Container-Runtime',
    'What runs its containers.',
    (node) => info(node)?.containerRuntimeVersion || '<unknown>',
    wide,
  ),
];

/** What may be allocated is the capacity, unless said. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus. */
function defaults(node: Node): Node {
  const next = withDefaults(node, { spec: {}, status: {} });
  const { capacity } = next.status;
  if (!capacity) return next;
  return replaced(next, 'status', withDefaults(next.status, { allocatable: capacity }));
}

export const nodeKind: Kind<Node> = {
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Node',
  hasStatus: true,
  hasGeneration: false,
  columns,
  fields: { 'spec.unschedulable': ({ spec }) => String(spec.unschedulable ?? false) },
  defaults,
  prepareUpdate: keepStatus,
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
};
