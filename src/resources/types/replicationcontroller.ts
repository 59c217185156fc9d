/** The type of ReplicationControllers and of its parts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export type ReplicationControllerSpec = Omit<
  Immutable<v1.ReplicationControllerSpec>,
  'template'
> & {
  readonly template?: PodTemplateSpec;
};
export type ReplicationControllerStatus = Immutable<v1.ReplicationControllerStatus>;

export interface ReplicationController extends KubeObject {
  readonly spec: ReplicationControllerSpec;
  readonly status: ReplicationControllerStatus;
}
