/** ComponentStatus: whether the parts of the control plane are well. Its names and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject } from '#apimachinery/object.ts';
import { column, nameColumn } from './columns.ts';

export interface ComponentStatus extends KubeObject {
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly message?: string;
    readonly error?: string;
  }[];
}

const healthOf = ({ conditions }: ComponentStatus) =>
  conditions?.find(({ type }) => type === 'Healthy');

function word(component: ComponentStatus): string {
  const health = healthOf(component);
  if (!health) return 'Unknown';
  return health.status === 'True' ? 'Healthy' : 'Unhealthy';
}

const columns: readonly Column<ComponentStatus>[] = [
  nameColumn,
  column('Status', 'Whether it is well.', word),
  column('Message', 'What it says.', (component) => healthOf(component)?.message ?? ''),
  column('Error', 'Why it could not be asked.', (component) => healthOf(component)?.error ?? ''),
];

/** A component that is well. */
export const draftComponentStatus = (name: string): Draft<ComponentStatus> => ({
  apiVersion: 'v1',
  kind: 'ComponentStatus',
  metadata: { name },
  conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
});

export const componentStatusKind: Kind<ComponentStatus> = {
  group: '',
  version: 'v1',
  kind: 'ComponentStatus',
  plural: 'componentstatuses',
  singular: 'componentstatus',
  shortNames: ['cs'],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list'],
  schema: 'io.k8s.api.core.v1.ComponentStatus',
  hasStatus: false,
  hasGeneration: false,
  columns,
  defaults: (object) => object,
  validate: () => [],
  deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  isComputed: true,
};
