/** The type of ReplicaSets and of its parts. */
import type * as v1 from 'kubernetes-types/apps/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export type ReplicaSetSpec = Omit<Immutable<v1.ReplicaSetSpec>, 'template'> & {
  readonly template?: PodTemplateSpec;
};
export type ReplicaSetStatus = Immutable<v1.ReplicaSetStatus> & {
  /** Pods of it that are being deleted: they no longer count as replicas. */
  readonly terminatingReplicas?: number;
};

export interface ReplicaSet extends KubeObject {
  readonly spec: ReplicaSetSpec;
  readonly status: ReplicaSetStatus;
}
