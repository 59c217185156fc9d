/** `kubectl auth`: the family. */
import type { Command } from '../../command.ts';
import { runWithoutSubcommand } from '../family.ts';
import { canICommand } from './can-i.ts';
import { reconcileCommand } from './reconcile.ts';
import { whoamiCommand } from './whoami.ts';

export const auth: Command = {
  name: 'auth',
  group: 'Troubleshooting and Debugging Commands',
  use: 'auth [flags]',
  short: 'Inspect authorization',
  commands: [canICommand, reconcileCommand, whoamiCommand],
  run: runWithoutSubcommand,
};
