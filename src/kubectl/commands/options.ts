/** `kubectl options`. Mirrors kubectl pkg/cmd/options/options.go. */
import type { Command } from '../command.ts';
import { globalFlags } from '../global-flags.ts';
import { flagUsages } from '../help.ts';

export const options: Command = {
  name: 'options',
  hidden: true,
  use: 'options',
  short: 'Print the list of flags inherited by all commands',
  run: async (context) => {
    await context.out(
      `The following options can be passed to any command:\n\n${flagUsages(globalFlags)}\n\n`,
    );
    return undefined;
  },
};
