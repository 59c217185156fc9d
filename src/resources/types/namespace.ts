/** The type of Namespaces and of its parts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export interface Namespace extends KubeObject {
  readonly spec: Immutable<v1.NamespaceSpec>;
  readonly status: Immutable<v1.NamespaceStatus>;
}
