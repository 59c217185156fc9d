/** No two pods that may be running have one address. */
import { isPodFinished } from '#controllers/pods.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Invariant } from './invariant.ts';

const addressOf = (pod: Pod): string | undefined =>
  pod.spec.hostNetwork || isPodFinished(pod) ? undefined : pod.status.podIP;

export const oneAddressAPod: Invariant = {
  name: 'one-address-a-pod',
  start: () => {
    const holders = new Map<string, string>();
    return (event) => {
      if (event.kind.kind !== podKind.kind) return undefined;
      const { uid, name } = event.object.metadata;
      const before = event.previous && addressOf(event.previous as Pod);
      if (before && holders.get(before) === uid) holders.delete(before);
      const address = event.type === 'DELETED' ? undefined : addressOf(event.object as Pod);
      if (!address) return undefined;
      const holder = holders.get(address);
      holders.set(address, uid);
      return holder && holder !== uid ? `${name} has the address ${address} of another` : undefined;
    };
  },
};
