/** A change's cause is an earlier change that happened; following causes ends. */
import type { Invariant } from './invariant.ts';

export const causesPrecede: Invariant = {
  name: 'causes-precede',
  start: () => {
    /** Revisions seen; those before the first are taken on trust. */
    const seen = new Set<number>();
    let first = 0;
    return ({ revision, cause, object }) => {
      first ||= revision;
      seen.add(revision);
      if (cause === 0) return undefined;
      const change = `revision ${revision} of ${object.kind} ${object.metadata.name}`;
      if (cause >= revision) return `${change} was caused by the later ${cause}`;
      return cause < first || seen.has(cause)
        ? undefined
        : `${change} was caused by ${cause}, which never happened`;
    };
  },
};
