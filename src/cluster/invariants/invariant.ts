/** What an invariant is: something that must hold after every change of the store, or when the cluster is at rest. */
import type { Api, StoreEvent } from '#apimachinery/api.ts';

/** What is wrong, in a sentence; undefined when nothing is. */
type Complaint = string | undefined;

/** What an invariant at rest may look at. */
export interface Quiet {
  readonly api: Api;
  readonly nowMs: number;
  /** Whether a node's machine is without power: what it should do, it can't. */
  isDown(node: string): boolean;
}

export interface Invariant {
  /** `resource-version-grows` */
  readonly name: string;
  /** A fresh check with its own memory, of every change: gives what is wrong after it. */
  start?(api: Api): (event: StoreEvent) => Complaint;
  /** A check of everything stored, once nothing is being created or deleted any more. */
  atRest?(quiet: Quiet): Complaint;
}
