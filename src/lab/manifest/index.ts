/** Help with writing manifests: completion, explanation, and what the API server would say. Loaded when an editor opens. */
import type { RunningCluster } from '#cluster/create-cluster.ts';
import { complete } from './complete.ts';
import type { ManifestHelp } from './help.ts';
import { explain } from './hover.ts';
import { lint } from './lint.ts';
import type { Ask } from './schemas.ts';

/** Help from one cluster's API. Asking changes nothing in it. */
export function manifestHelp(
  api: Pick<RunningCluster['api'], 'handle' | 'kinds' | 'withProse' | 'judge'>,
): ManifestHelp {
  const ask: Ask = (request) => api.withProse(request, api.handle(request));
  return {
    complete: (text, offset) => complete(ask, api.kinds(), text, offset),
    explain: (text, offset) => explain(ask, text, offset),
    lint: async (text) => lint(text, api.judge),
  };
}
