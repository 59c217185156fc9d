/** The type of DaemonSets and of its parts. */
import type * as v1 from 'kubernetes-types/apps/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export type DaemonSetUpdateStrategy = Immutable<v1.DaemonSetUpdateStrategy>;
export type DaemonSetSpec = Omit<Immutable<v1.DaemonSetSpec>, 'template'> & {
  readonly template: PodTemplateSpec;
};
export type DaemonSetStatus = Immutable<v1.DaemonSetStatus>;

export interface DaemonSet extends KubeObject {
  readonly spec: DaemonSetSpec;
  readonly status: DaemonSetStatus;
}
