/** `kubectl attach`: finds the pod, and says that it cannot be attached to. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import { findTarget, refuseCompleted, streamFlags } from './remote-target.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { args, flags } = context;
  if (args.length === 0) throw new KubectlError('at least 1 argument is required for attach');
  if (args.length > 2)
    throw new KubectlError(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
    );
  if (flags.durationMs('pod-running-timeout') <= 0)
    throw new KubectlError('--pod-running-timeout must be higher than zero');
  refuseCompleted(await findTarget(context, args), 'attach');
  throw notSimulatedError('attaching to containers');
}

export const attach: Command = {
  name: 'attach',
  group: 'Troubleshooting and Debugging Commands',
  use: 'attach (POD | TYPE/NAME) -c CONTAINER',
  short: 'Attach to a running container',
  long: `Attaches to what already runs in a container.

This build finds the pod, but cannot attach to it; "kubectl logs -f" follows what it prints.`,
  flags: streamFlags,
  run,
};
