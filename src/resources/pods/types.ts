/** The types of pods and their parts, with the fields that came after kubernetes-types 1.30. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject, ObjectMeta } from '#apimachinery/object.ts';

export type Container = Immutable<v1.Container>;
export type EphemeralContainer = Immutable<v1.EphemeralContainer>;
export type ContainerPort = Immutable<v1.ContainerPort>;
export type EnvVar = Immutable<v1.EnvVar>;
export type Probe = Immutable<v1.Probe>;
export type Volume = Immutable<v1.Volume>;
export type VolumeMount = Immutable<v1.VolumeMount>;
export type Toleration = Immutable<v1.Toleration>;
export type Affinity = Immutable<v1.Affinity>;
export type ResourceRequirements = Immutable<v1.ResourceRequirements>;
export type ContainerState = Immutable<v1.ContainerState>;
export type TopologySpreadConstraint = Immutable<v1.TopologySpreadConstraint>;

export type PodSpec = Immutable<v1.PodSpec> & {
  /** Requests and limits of the pod as a whole. */
  readonly resources?: ResourceRequirements;
  readonly hostnameOverride?: string;
};

export interface PodTemplateSpec {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: PodSpec;
}

export type PodCondition = Immutable<v1.PodCondition> & {
  /** The pod's generation when the condition was set. */
  readonly observedGeneration?: number;
};

export type ContainerStatus = Immutable<v1.ContainerStatus> & {
  readonly user?: {
    readonly linux?: {
      readonly uid: number;
      readonly gid: number;
      readonly supplementalGroups?: readonly number[];
    };
  };
  readonly stopSignal?: string;
};

type Renewed =
  | 'conditions'
  | 'containerStatuses'
  | 'initContainerStatuses'
  | 'ephemeralContainerStatuses';

export type PodStatus = Omit<Immutable<v1.PodStatus>, Renewed> & {
  readonly conditions?: readonly PodCondition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  /** Invariant: observedGeneration <= metadata.generation. */
  readonly observedGeneration?: number;
};

export interface Pod extends KubeObject {
  readonly spec: PodSpec;
  readonly status: PodStatus;
}
