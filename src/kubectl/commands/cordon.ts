/** `kubectl cordon` */
import type { Command } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { dryRunFlag, selectorFlag } from '../flag-sets.ts';
import { checkNodeWords, markNodes, readNodes } from './node-targets.ts';

export const cordon: Command = {
  name: 'cordon',
  group: 'Cluster Management Commands',
  use: 'cordon NODE',
  short: 'Mark node as unschedulable',
  long: 'Marks a node as unschedulable: no new pods come to it, and those on it stay.',
  examples: `# Mark node "node-1" as unschedulable
kubectl cordon node-1`,
  flags: [selectorFlag(), dryRunFlag],
  run: async (context) => {
    checkNodeWords(context);
    const dryRun = await dryRunOf(context);
    await markNodes(context, await readNodes(context), true, dryRun);
    return 0;
  },
};
