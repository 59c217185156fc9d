/** `kubectl top`. Mirrors kubectl pkg/cmd/top: it needs the metrics API, which a cluster may lack. */
import type { Command } from '../command.ts';
import { runWithoutSubcommand } from './family.ts';
import { topNode } from './top/node.ts';
import { topPod } from './top/pod.ts';

export const top: Command = {
  name: 'top',
  group: 'Cluster Management Commands',
  use: 'top [flags]',
  short: 'Display resource (CPU/memory) usage',
  long: `Display resource (CPU/memory) usage of nodes or pods.

It needs a metrics server in the cluster.`,
  commands: [topNode, topPod],
  run: runWithoutSubcommand,
};
