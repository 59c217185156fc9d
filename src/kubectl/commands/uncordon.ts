/** `kubectl uncordon` */
import type { Command } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { dryRunFlag, selectorFlag } from '../flag-sets.ts';
import { markNodes, readNodes } from './node-targets.ts';

export const uncordon: Command = {
  name: 'uncordon',
  group: 'Cluster Management Commands',
  use: 'uncordon NODE',
  short: 'Mark node as schedulable',
  long: 'Marks a node as schedulable: new pods may come to it.',
  examples: `# Mark node "foo" as schedulable
kubectl uncordon foo`,
  flags: [selectorFlag(), dryRunFlag],
  run: async (context) => {
    const nodes = await readNodes(context);
    await markNodes(context, nodes, false, await dryRunOf(context));
    return 0;
  },
};
