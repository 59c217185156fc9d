/** The type of ServiceAccounts and of its parts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly Immutable<v1.ObjectReference>[];
  readonly imagePullSecrets?: readonly Immutable<v1.LocalObjectReference>[];
  readonly automountServiceAccountToken?: boolean;
}
