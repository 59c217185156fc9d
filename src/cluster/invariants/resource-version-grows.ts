/** Every write has a higher resourceVersion than all before it. */
import type { Invariant } from './invariant.ts';

export const resourceVersionGrows: Invariant = {
  name: 'resource-version-grows',
  start: () => {
    let last = 0;
    return ({ revision, object }) => {
      const before = last;
      last = revision;
      if (revision <= before) return `revision ${revision} comes after ${before}`;
      return Number(object.metadata.resourceVersion) === revision
        ? undefined
        : `${object.metadata.name} has resourceVersion ${object.metadata.resourceVersion} at revision ${revision}`;
    };
  },
};
