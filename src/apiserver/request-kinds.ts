/** What requests for subresources speak: kinds that are sent and never stored. */
import type { Kind } from '#apimachinery/kind.ts';

/** What decoding asks of a kind. */
export type BodyKind = Pick<Kind, 'group' | 'version' | 'kind' | 'schema' | 'decode'>;

export const evictionKind: BodyKind = {
  group: 'policy',
  version: 'v1',
  kind: 'Eviction',
  schema: 'io.k8s.api.policy.v1.Eviction',
};
export const bindingKind: BodyKind = {
  group: '',
  version: 'v1',
  kind: 'Binding',
  schema: 'io.k8s.api.core.v1.Binding',
};
export const scaleKind: BodyKind = {
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  schema: 'io.k8s.api.autoscaling.v1.Scale',
};

/** Known beside the kinds that are served: all of them. */
export const requestKinds: readonly BodyKind[] = [evictionKind, bindingKind, scaleKind];
