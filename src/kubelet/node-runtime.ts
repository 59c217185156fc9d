/** What the pods of one node share: its images, addresses, back-offs and clients. */
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { EventSink } from './events.ts';
import type { ImageStore } from './image-pull.ts';
import type { BackOff } from './restart-policy.ts';

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
  /** The address of a name, asked from a namespace: the cluster's DNS. */
  resolve(name: string, namespace: string): string | undefined;
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
