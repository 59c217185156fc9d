/** No object is controlled by two owners. */
import type { Invariant } from './invariant.ts';

export const oneController: Invariant = {
  name: 'one-controller',
  start: () => (event) => {
    const owners = event.object.metadata.ownerReferences ?? [];
    const count = owners.filter(({ controller }) => controller).length;
    return count > 1
      ? `${event.object.kind} ${event.object.metadata.name} has ${count} controllers`
      : undefined;
  },
};
