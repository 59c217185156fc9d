/** PodMetrics: what a pod's containers use, as a metrics server measures it. Never stored: the server asks the kubelets. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { usageColumns } from './columns.ts';

export interface PodMetrics extends KubeObject {
  readonly timestamp: string;
  /** The time that was measured: `15.2s`. */
  readonly window: string;
  readonly containers: readonly {
    readonly name: string;
    /** `{ cpu: "1234567n", memory: "5120Ki" }` */
    readonly usage: Readonly<Record<string, string>>;
  }[];
}

export const podMetricsKind: Kind<PodMetrics> = {
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  kind: 'PodMetrics',
  plural: 'pods',
  singular: '',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list'],
  schema: 'io.k8s.metrics.pkg.apis.metrics.v1beta1.PodMetrics',
  hasStatus: false,
  hasGeneration: false,
  columns: usageColumns(({ containers }) => containers.map(({ usage }) => usage)),
  defaults: (object) => object,
  validate: () => [],
};
