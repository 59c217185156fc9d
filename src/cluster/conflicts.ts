/** Makes some of the loops' updates fail as if somebody else had been faster: they must try again. */
import type { Api } from '#apimachinery/api.ts';
import { conflictError } from '#apimachinery/status.ts';
import type { Random } from '#kernel/random.ts';

const why =
  'the object has been modified; please apply your changes to the latest version and try again';

export interface Conflicts {
  /** How many of a hundred updates are refused from now on; 0 at first. */
  setPercent(percent: number): void;
  /** `api`, with that trouble: what the loops are given. */
  readonly api: Api;
}

/** An API over `api` whose updates are refused as often as `setPercent` says. */
export function createConflicts(api: Api, random: Random): Conflicts {
  let percent = 0;
  const update: Api['update'] = (kind, object, call, subresource, options) => {
    if (percent > 0 && random.integer(100) < percent) {
      throw conflictError(kind, object.metadata.name, why);
    }
    return api.update(kind, object, call, subresource, options);
  };
  return {
    setPercent: (next) => {
      percent = next;
    },
    api: { ...api, update },
  };
}
