/** `kubectl plugin list`. Mirrors kubectl pkg/cmd/plugin/plugin.go. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { baseName } from '../paths.ts';
import { listPlugins } from '../plugins.ts';
import { runWithoutSubcommand } from './family.ts';

/** What stands in the way of a plugin: a command of kubectl's own, or another before it in PATH. */
function warnings(path: string, before: readonly string[]): readonly string[] {
  const name = baseName(path);
  const first = before.find((other) => baseName(other) === name);
  return first ? [`warning: ${path} is overshadowed by a similarly named plugin: ${first}`] : [];
}

async function list(context: CommandContext): Promise<undefined> {
  const { host, flags, out, err } = context;
  const plugins = listPlugins(host);
  if (plugins.length === 0)
    throw new KubectlError('unable to find any kubectl plugins in your PATH');
  await out('The following compatible plugins are available:\n\n');
  let count = 0;
  for (const [at, path] of plugins.entries()) {
    await out(`${flags.bool('name-only') ? baseName(path) : path}\n`);
    for (const warning of warnings(path, plugins.slice(0, at))) {
      count += 1;
      await err(`  - ${warning}\n`);
    }
  }
  if (count === 1) throw new KubectlError('one plugin warning was found');
  if (count > 1) throw new KubectlError(`${count} plugin warnings were found`);
  return undefined;
}

/** Programs called kubectl-… in the folders of PATH. */
export const plugin: Command = {
  name: 'plugin',
  use: 'plugin [flags]',
  short: 'Provides utilities for interacting with plugins',
  long: `Provides utilities for interacting with plugins.

Plugins are programs called kubectl-something in a folder of PATH: they are run as "kubectl something".`,
  examples: `# Which plugins are there?
kubectl plugin list`,
  commands: [
    {
      name: 'list',
      use: 'list [flags]',
      short: "List all visible plugin executables on a user's PATH",
      examples: `# Plugins by their full path
kubectl plugin list

# Only their names
kubectl plugin list --name-only`,
      flags: [{ name: 'name-only', type: 'bool', help: 'Prints only the names.' }],
      run: list,
    },
  ],
  run: runWithoutSubcommand,
};
