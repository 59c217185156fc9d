/** The type of Deployments and of its parts. */
import type * as v1 from 'kubernetes-types/apps/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export type DeploymentStrategy = Immutable<v1.DeploymentStrategy>;
export type DeploymentSpec = Omit<Immutable<v1.DeploymentSpec>, 'template'> & {
  readonly template: PodTemplateSpec;
};
export type DeploymentStatus = Immutable<v1.DeploymentStatus> & {
  /** Pods of all its ReplicaSets that are being deleted. */
  readonly terminatingReplicas?: number;
};

export interface Deployment extends KubeObject {
  readonly spec: DeploymentSpec;
  readonly status: DeploymentStatus;
}
