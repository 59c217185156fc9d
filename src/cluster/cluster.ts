/** One simulated cluster: the control plane, its nodes, its clock, and what can be done to it. */
import type { Api, StoreEvent } from '#apimachinery/api.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Trace } from '#kernel/trace.ts';
import type { Outside } from './outside.ts';

export interface ClusterOptions {
  /** Same seed and inputs ⇒ same history, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default 3, named node-1 … node-N. */
  readonly nodes?: number;
  /** Virtual start; default 2026-01-05T09:00:00Z. */
  readonly startMs?: number;
  /** Pods a node takes (110) and its millicores and bytes (4 cores, 8 GiB). */
  readonly nodeCapacity?: {
    readonly pods?: number;
    readonly cpu?: string;
    readonly memory?: string;
  };
  /** Deep-freeze stored objects, to catch mutation in tests. Default false. */
  readonly freeze?: boolean;
  /** How long the cluster has been up when the lab begins, ms. Default 5 minutes. */
  readonly warmUpMs?: number;
  /** Serves usage (metrics.k8s.io): `top`, autoscalers. Default false. */
  readonly metrics?: boolean;
  /** A default StorageClass with a provisioner. Default false. */
  readonly storageClass?: boolean;
  /** Spreads the nodes over zones zone-1 … zone-N; 0: nodes have no zone. Default 0. */
  readonly zones?: number;
  /** Where Services get their addresses. Default 10.96.0.0/12. */
  readonly serviceCidr?: string;
}

/** What somebody did to a machine. */
export type FaultVerb =
  | 'failed'
  | 'recovered'
  | 'memory-pressure'
  | 'memory-relief'
  | 'disk-pressure'
  | 'disk-relief'
  | 'slow-pulls'
  | 'muted'
  | 'unmuted'
  | 'crashed';

/** A power cut, a return or another fault, as it is remembered. */
export interface FaultRecord {
  readonly timeMs: number;
  readonly verb: FaultVerb;
  readonly node: string;
  /** More of it: how slow, which container (`default/web-x/nginx`). */
  readonly detail?: string;
}

/** Faults a person can cause. */
export interface Faults {
  /** Every fault so far, oldest first. */
  readonly records: readonly FaultRecord[];
  /** Power cut: the kubelet stops at once; the API keeps what it knew. Throws when there is no such node. */
  failNode(name: string): void;
  /** The node starts again, as after a reboot: no containers left, images gone. */
  recoverNode(name: string): void;
  isDown(name: string): boolean;
  /** Something outside the pods takes the node's memory (or gives it back): its kubelet evicts pods. */
  memoryPressure(node: string, isShort: boolean): void;
  /** The same with its disk. */
  diskPressure(node: string, isShort: boolean): void;
  /** Pulls on the node take so many times longer from now on; 1 as usual. */
  slowPulls(node: string, factor: number): void;
  /** Its kubelet lives, but nobody hears from it: no Lease, no status. Ends with a reboot. */
  mute(node: string, isMuted: boolean): void;
  /** A container ends by itself, with an exit code (1). Throws when it does not run. */
  crash(namespace: string, pod: string, container: string, exitCode?: number): void;
}

/** What moves and what is unmet. */
export interface Rest {
  /** Something is being created or deleted, or its controller hasn't seen it. */
  isMoving(): boolean;
  /** Something is not as asked for. */
  isUnmet(): boolean;
  /** When anything but heartbeats, Leases and Events last changed, ms. */
  lastChangeMs(): number;
}

export interface Cluster {
  readonly api: Api;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly faults: Faults;
  readonly seed: number;
  readonly rest: Rest;
  /** The cluster's network, from a machine outside it that has a way to every address. */
  readonly outside: Outside;
  /** The store's events by revision, as long as they are kept. */
  readonly history: { at(revision: number): StoreEvent | undefined };
  /** A hash over every stored object, in a fixed order: equal states have equal hashes. */
  stateHash(): string;
  /** When anything but heartbeats, leases and events last changed, ms. */
  lastChangeMs(): number;
}
