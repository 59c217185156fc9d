/** The type of Nodes and of its parts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type NodeSpec = Immutable<v1.NodeSpec>;
export type Taint = Immutable<v1.Taint>;
export type NodeStatus = Immutable<v1.NodeStatus>;

export interface Node extends KubeObject {
  readonly spec: NodeSpec;
  readonly status: NodeStatus;
}
