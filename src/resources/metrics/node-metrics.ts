/** NodeMetrics: what a node uses, as a metrics server measures it. Never stored: the server asks the kubelets. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { usageColumns } from './columns.ts';

export interface NodeMetrics extends KubeObject {
  readonly timestamp: string;
  readonly window: string;
  /** `{ cpu: "1234567n", memory: "5120Ki" }` */
  readonly usage: Readonly<Record<string, string>>;
}

export const nodeMetricsKind: Kind<NodeMetrics> = {
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  kind: 'NodeMetrics',
  plural: 'nodes',
  singular: '',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list'],
  schema: 'io.k8s.metrics.pkg.apis.metrics.v1beta1.NodeMetrics',
  hasStatus: false,
  hasGeneration: false,
  columns: usageColumns(({ usage }) => [usage]),
  defaults: (object) => object,
  validate: () => [],
};
