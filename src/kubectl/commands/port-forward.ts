/** `kubectl port-forward`: finds the pod, and says that ports cannot be forwarded. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError, usageError } from '../errors.ts';
import { findTarget, phaseOf } from './remote-target.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { args, path } = context;
  const [target = ''] = args;
  if (args.length < 2)
    throw usageError(path, 'TYPE/NAME and list of ports are required for port-forward');
  const object = await findTarget(context, [target]);
  const phase = phaseOf(object);
  if (object.kind === 'Pod' && phase !== 'Running')
    throw new KubectlError(
      `unable to forward port because pod is not running. Current status=${phase}`,
    );
  throw notSimulatedError('forwarding ports');
}

export const portForward: Command = {
  name: 'port-forward',
  group: 'Troubleshooting and Debugging Commands',
  use: 'port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  short: 'Forward one or more local ports to a pod',
  long: `Forwards local ports to a pod.

This build finds the pod, but nothing listens on its ports.`,
  flags: [
    {
      name: 'address',
      type: 'stringSlice',
      default: '[localhost]',
      help: 'Addresses to listen on.',
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      help: 'How long to wait for a running pod.',
    },
  ],
  run,
};
