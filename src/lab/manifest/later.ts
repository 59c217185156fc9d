/** The help of whichever cluster is on the bench; its code is loaded when an editor first asks. */
import type { RunningCluster } from '#cluster/create-cluster.ts';
import type { ManifestHelp } from './help.ts';

/** `cluster` gives the one on the bench; without one, or without the code, there is no help. */
export function manifestHelpLater(cluster: () => RunningCluster | undefined): ManifestHelp {
  const help = async (): Promise<ManifestHelp | undefined> => {
    const own = cluster();
    if (!own) return undefined;
    const module = await import('./index.ts').catch(() => undefined);
    return module?.manifestHelp(own.api);
  };
  return {
    complete: async (text, offset) => (await help())?.complete(text, offset),
    explain: async (text, offset) => (await help())?.explain(text, offset),
    lint: async (text) => (await help())?.lint(text) ?? [],
  };
}
