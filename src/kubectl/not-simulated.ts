/** Commands of kubectl 1.35 that this build does not have: each is known by name and says so (design §3.9). */
import type { Command, CommandGroup } from './command.ts';
import { notSimulatedError } from './errors.ts';

const missing = (
  name: string,
  group: CommandGroup,
  short: string,
  aliases: readonly string[] = [],
): Command => ({
  name,
  group,
  short,
  aliases,
  use: name,
  run: (context) => Promise.reject(notSimulatedError(context.path)),
});

const named = (commands: readonly Command[]): Readonly<Record<string, Command>> =>
  Object.fromEntries(commands.map((command) => [command.name, command]));

/** By name, so that the table of commands can put each in its place. */
export const notSimulated = named([
  missing(
    'autoscale',
    'Deploy Commands',
    'Auto-scale a deployment, replica set, stateful set, or replication controller',
  ),
  missing('attach', 'Troubleshooting and Debugging Commands', 'Attach to a running container'),
  missing(
    'port-forward',
    'Troubleshooting and Debugging Commands',
    'Forward one or more local ports to a pod',
  ),
  missing(
    'proxy',
    'Troubleshooting and Debugging Commands',
    'Run a proxy to the Kubernetes API server',
  ),
  missing(
    'cp',
    'Troubleshooting and Debugging Commands',
    'Copy files and directories to and from containers',
  ),
  missing('auth', 'Troubleshooting and Debugging Commands', 'Inspect authorization'),
  missing(
    'debug',
    'Troubleshooting and Debugging Commands',
    'Create debugging sessions for troubleshooting workloads and nodes',
  ),
  missing('kustomize', 'Advanced Commands', 'Build a kustomization target from a directory or URL'),
  {
    ...missing('alpha', 'Other Commands', 'Commands for features in alpha'),
    commands: [missing('kuberc', 'Other Commands', 'Manage kuberc configuration files')],
  },
]);
