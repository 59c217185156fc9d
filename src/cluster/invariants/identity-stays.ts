/** An object keeps its uid and creation time, and a deletion asked for is never taken back. */
import type { Invariant } from './invariant.ts';

export const identityStays: Invariant = {
  name: 'identity-stays',
  start: () => (event) => {
    if (event.type !== 'MODIFIED' || !event.previous) return undefined;
    const { metadata: now } = event.object;
    const { metadata: before } = event.previous;
    if (now.uid !== before.uid) return `${now.name} changed its uid`;
    if (now.creationTimestamp !== before.creationTimestamp) return `${now.name} was created twice`;
    return before.deletionTimestamp !== undefined && now.deletionTimestamp === undefined
      ? `${now.name} is no longer being deleted`
      : undefined;
  },
};
