/** The parts of a pod that admission reads and writes. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';

export interface TolerationLike {
  readonly key?: string;
  readonly operator?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface ContainerLike {
  readonly name: string;
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
}

export interface PodSpecLike {
  readonly containers: readonly ContainerLike[];
  readonly initContainers?: readonly ContainerLike[];
  readonly tolerations?: readonly TolerationLike[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly preemptionPolicy?: string;
}

export interface PodLike extends KubeObject {
  readonly spec: PodSpecLike;
}

/** Whether admission for pods concerns a kind. */
export const isPod = (kind: Kind): boolean => kind.plural === 'pods' && kind.group === '';
