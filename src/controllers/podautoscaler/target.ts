/** What an autoscaler scales, through its scale subresource. */
import type { Kind, ScaleMapping } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { notFoundError, unknownPathError } from '#apimachinery/status.ts';
import type { Client } from '#client/client.ts';
import type { HorizontalPodAutoscaler } from '#resources/horizontalpodautoscaler.ts';
import { kinds } from '#resources/index.ts';
import { MetricError } from './metrics-source.ts';

export interface ScaleTarget {
  readonly kind: Kind;
  readonly mapping: ScaleMapping;
  readonly object: KubeObject;
}

/** Finds it; throws MetricError or StatusError with upstream's words. */
export function findTarget(
  client: Client,
  { metadata, spec }: HorizontalPodAutoscaler,
): ScaleTarget {
  const { apiVersion = '', kind: name, name: target } = spec.scaleTargetRef;
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const kind = kinds.find((one) => one.group === group && one.kind === name);
  if (!kind) throw new MetricError(`no matches for kind "${name}" in group "${group}"`);
  const { scale: mapping } = kind;
  if (!mapping) throw unknownPathError();
  const object = client.get(kind, metadata.namespace ?? '', target);
  if (!object) throw notFoundError(kind, target);
  return { kind, mapping, object };
}

/** Sets the number of pods. */
export function setReplicas(client: Client, { kind, object }: ScaleTarget, replicas: number): void {
  client.patch(kind, object, 'merge', { spec: { replicas } }, 'scale');
}
