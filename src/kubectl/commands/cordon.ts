/** `kubectl cordon` */
import type { Command } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { dryRunFlag, selectorFlag } from '../flag-sets.ts';
import { markNodes, readNodes } from './node-targets.ts';

export const cordon: Command = {
  name: 'cordon',
  group: 'Cluster Management Commands',
  use: 'cordon NODE',
  short: 'Mark node as unschedulable',
  long: 'Marks a node as unschedulable: no new pods come to it, and those on it stay.',
  examples: `# Mark node "foo" as unschedulable
kubectl cordon foo`,
  flags: [selectorFlag(), dryRunFlag],
  run: async (context) => {
    const nodes = await readNodes(context);
    await markNodes(context, nodes, true, await dryRunOf(context));
    return 0;
  },
};
