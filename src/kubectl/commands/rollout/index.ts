/** `kubectl rollout`: the family, and what it prints without a subcommand. */
import type { Command } from '../../command.ts';
import { withoutSubcommand } from '../family.ts';
import { historyCommand } from './history.ts';
import { pauseCommand } from './pause.ts';
import { restartCommand } from './restart.ts';
import { resumeCommand } from './resume.ts';
import { statusCommand } from './status.ts';
import { undoCommand } from './undo.ts';

export const rollout: Command = {
  name: 'rollout',
  group: 'Deploy Commands',
  use: 'rollout SUBCOMMAND [options]',
  short: 'Manage the rollout of a resource',
  // To the letter: a recording of the real cluster has this help in it.
  long: `Manage the rollout of one or many resources.
        
 Valid resource types include:

 *  deployments
  *  daemonsets
  *  statefulsets`,
  examples: `# Rollback to the previous deployment
kubectl rollout undo deployment/abc

# Check the rollout status of a daemonset
kubectl rollout status daemonset/foo

# Restart a deployment
kubectl rollout restart deployment/abc

# Restart deployments with the 'app=nginx' label
kubectl rollout restart deployment --selector=app=nginx`,
  commands: [
    historyCommand,
    pauseCommand,
    resumeCommand,
    undoCommand,
    statusCommand,
    restartCommand,
  ],
  run: withoutSubcommand('out'),
};
