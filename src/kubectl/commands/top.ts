/** `kubectl top`. Mirrors kubectl pkg/cmd/top: it needs the metrics API, which a cluster may lack. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import { allNamespacesFlag, selectorFlag } from '../flag-sets.ts';
import { runWithoutSubcommand } from './family.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { resources } = await context.api.discover();
  if (!resources.some(({ group }) => group === 'metrics.k8s.io'))
    throw new KubectlError('Metrics API not available');
  throw notSimulatedError(context.path);
}

const family = (name: string, aliases: readonly string[], short: string): Command => ({
  name,
  aliases,
  use: `${name} [NAME | -l label]`,
  short,
  flags: [
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    selectorFlag(),
    { name: 'sort-by', type: 'string', help: "Sorts by 'cpu' or 'memory'." },
    ...(name === 'pod'
      ? [
          allNamespacesFlag,
          { name: 'containers', type: 'bool', help: "Prints each container's use." } as const,
        ]
      : []),
  ],
  run,
});

export const top: Command = {
  name: 'top',
  group: 'Cluster Management Commands',
  use: 'top',
  short: 'Display resource (CPU/memory) usage',
  long: `Display resource (CPU/memory) usage of nodes or pods.

It needs a metrics server in the cluster.`,
  commands: [
    family('node', ['nodes', 'no'], 'Display resource (CPU/memory) usage of nodes'),
    family('pod', ['pods', 'po'], 'Display resource (CPU/memory) usage of pods'),
  ],
  run: runWithoutSubcommand,
};
