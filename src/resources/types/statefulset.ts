/** The type of StatefulSets and of its parts. */
import type * as v1 from 'kubernetes-types/apps/v1';
import type * as core from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

/** A PersistentVolumeClaim as a template has it: the claims made of it are named after pod and template. */
export type ClaimTemplate = Omit<Immutable<core.PersistentVolumeClaim>, 'metadata'> & {
  readonly metadata?: Partial<ObjectMeta>;
};
export type StatefulSetUpdateStrategy = Immutable<v1.StatefulSetUpdateStrategy>;
export type ClaimRetentionPolicy = Immutable<v1.StatefulSetPersistentVolumeClaimRetentionPolicy>;

export type StatefulSetSpec = Omit<
  Immutable<v1.StatefulSetSpec>,
  'template' | 'volumeClaimTemplates' | 'serviceName'
> & {
  readonly serviceName?: string;
  readonly template: PodTemplateSpec;
  readonly volumeClaimTemplates?: readonly ClaimTemplate[];
};
export type StatefulSetStatus = Immutable<v1.StatefulSetStatus>;

export interface StatefulSet extends KubeObject {
  readonly spec: StatefulSetSpec;
  readonly status: StatefulSetStatus;
}
