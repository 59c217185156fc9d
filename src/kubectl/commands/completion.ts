/** `kubectl completion`: the page's terminal completes by itself, so there is no script to print. */
import type { Command } from '../command.ts';
import { KubectlError, notSimulatedError, usageError } from '../errors.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'];

export const completion: Command = {
  name: 'completion',
  group: 'Settings Commands',
  use: 'completion SHELL',
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  run: (context) => {
    const [shell, ...rest] = context.args;
    if (shell === undefined) throw usageError(context.path, 'Shell not specified.');
    if (rest.length > 0)
      throw usageError(context.path, 'Too many arguments. Expected only the shell type.');
    if (!shells.includes(shell))
      throw usageError(context.path, `Unsupported shell type ${JSON.stringify(shell)}.`);
    if (context.host.stdout.isTerminal)
      throw new KubectlError(
        'this terminal completes kubectl commands by itself: press Tab (there is no script to print)',
      );
    throw notSimulatedError(`a completion script for ${shell}`);
  },
};
