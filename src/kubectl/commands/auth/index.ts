/** `kubectl auth`: the family. */
import type { Command } from '../../command.ts';
import { notSimulatedError } from '../../errors.ts';
import { runWithoutSubcommand } from '../family.ts';
import { canICommand } from './can-i.ts';
import { whoamiCommand } from './whoami.ts';

const reconcileCommand: Command = {
  name: 'reconcile',
  use: 'reconcile -f FILENAME',
  short:
    'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  run: async () => {
    throw notSimulatedError('roles and role bindings');
  },
};

export const auth: Command = {
  name: 'auth',
  group: 'Troubleshooting and Debugging Commands',
  use: 'auth [options]',
  short: 'Inspect authorization',
  commands: [canICommand, reconcileCommand, whoamiCommand],
  run: runWithoutSubcommand,
};
