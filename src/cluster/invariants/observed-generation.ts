/** No controller has seen a generation that does not exist yet. */
import type { Invariant } from './invariant.ts';

interface Observing {
  readonly status?: { readonly observedGeneration?: number };
}

export const observedGeneration: Invariant = {
  name: 'observed-generation',
  start: () => (event) => {
    const { generation = 0, name } = event.object.metadata;
    const { observedGeneration: seen = 0 } = (event.object as Observing).status ?? {};
    return seen > generation
      ? `${event.object.kind} ${name}: observedGeneration ${seen} of generation ${generation}`
      : undefined;
  },
};
