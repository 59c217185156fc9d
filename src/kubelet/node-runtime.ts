/** What the pods of one node share: its images, addresses, back-offs and clients. */
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Pod } from '#resources/pod.ts';
import type { Exchange, WebRequest } from '#web/exchange.ts';
import type { EventSink } from './events.ts';
import type { ImageStore } from './image-pull.ts';
import type { BackOff } from './restart-policy.ts';

/** Why a pod cannot have what it asks for: not now, or never here. */
export interface ResizeRefusal {
  readonly reason: 'Deferred' | 'Infeasible';
  readonly message: string;
}

/** What a web server answers when a pod asks it. */
export type PodFetch = (pod: Pod, podIP: string, request: WebRequest) => Exchange;

/** Pod addresses of a node. */
export interface AddressPool {
  allocate(): string;
  release(address: string): void;
}

export interface NodeRuntime {
  readonly nodeName: string;
  readonly host: { readonly ip: string; readonly ips: readonly { readonly ip: string }[] };
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  readonly events: EventSink;
  readonly images: ImageStore;
  readonly addresses: AddressPool;
  readonly crashBackOff: BackOff;
  readonly imageBackOff: BackOff;
  /** A token of a pod's ServiceAccount. */
  readonly token?: ((pod: Pod) => string | undefined) | undefined;
  /** A pod of it has ended: its share of the node is free. */
  onEnded(podUid: string): void;
  /** Gives a pod what it asks for now, or says why not. */
  resize(pod: Pod): ResizeRefusal | undefined;
  /** The address of a name, asked from a namespace: the cluster's DNS. */
  resolve(name: string, namespace: string): string | undefined;
  /** What a web server answers to a pod of this node, if the cluster's network is there. */
  readonly fetch?: PodFetch | undefined;
}

/** `length` hexadecimal digits as one flat string: cheaper to keep than a concatenation. */
export function flatHex(random: Random, length: number): string {
  const parts: string[] = [];
  for (let at = 0; at < length; at += 8) {
    parts.push(
      Math.floor(random.next() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0'),
    );
  }
  return parts.join('').slice(0, length);
}
