/** At rest every owner that is named exists, with the uid that is named. */
import { kinds } from '#resources/index.ts';
import type { Invariant } from './invariant.ts';

export const ownersExist: Invariant = {
  name: 'owners-exist',
  atRest: ({ api }) => {
    const stored = kinds.flatMap((kind) => api.list(kind));
    const uids = new Set(stored.map(({ metadata }) => metadata.uid));
    for (const object of stored) {
      if (object.metadata.deletionTimestamp) continue;
      for (const owner of object.metadata.ownerReferences ?? []) {
        if (uids.has(owner.uid)) continue;
        return `${object.kind} ${object.metadata.name} is owned by ${owner.kind} ${owner.name}, which is gone`;
      }
    }
    return undefined;
  },
};
