/** `kubectl plugin list`. Mirrors kubectl pkg/cmd/plugin/plugin.go. */
import type { Command } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { runWithoutSubcommand } from './family.ts';

/** Programs called kubectl-… in the folders of PATH. */
export const plugin: Command = {
  name: 'plugin',
  use: 'plugin [flags]',
  short: 'Provides utilities for interacting with plugins',
  long: `Provides utilities for interacting with plugins.

Plugins are programs called kubectl-something in a folder of PATH. They are not part of this build.`,
  commands: [
    {
      name: 'list',
      use: 'list',
      short: "List all visible plugin executables on a user's PATH",
      flags: [{ name: 'name-only', type: 'bool', help: 'Prints only the names.' }],
      run: () =>
        Promise.reject(new KubectlError('unable to find any kubectl plugins in your PATH')),
    },
  ],
  run: runWithoutSubcommand,
};
