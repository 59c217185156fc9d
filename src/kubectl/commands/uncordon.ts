/** `kubectl uncordon` */
import type { Command } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { dryRunFlag, selectorFlag } from '../flag-sets.ts';
import { checkNodeWords, markNodes, readNodes } from './node-targets.ts';

export const uncordon: Command = {
  name: 'uncordon',
  group: 'Cluster Management Commands',
  use: 'uncordon NODE',
  short: 'Mark node as schedulable',
  long: 'Marks a node as schedulable: new pods may come to it.',
  examples: `# Mark node "node-1" as schedulable
kubectl uncordon node-1`,
  flags: [selectorFlag(), dryRunFlag],
  run: async (context) => {
    checkNodeWords(context);
    const dryRun = await dryRunOf(context);
    await markNodes(context, await readNodes(context), false, dryRun);
    return 0;
  },
};
