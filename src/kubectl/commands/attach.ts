/** `kubectl attach` */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { attachTo } from './attach-to.ts';
import { findPod, refuseCompleted, streamFlags } from './remote-target.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { args, flags } = context;
  if (args.length === 0) throw new KubectlError('at least 1 argument is required for attach');
  if (args.length > 2)
    throw new KubectlError(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
    );
  if (flags.durationMs('pod-running-timeout') <= 0)
    throw new KubectlError('--pod-running-timeout must be higher than zero');
  const pod = await findPod(context, args, 'attach to');
  refuseCompleted(pod, 'attach');
  await attachTo(context, pod, flags.string('container'));
}

export const attach: Command = {
  name: 'attach',
  group: 'Troubleshooting and Debugging Commands',
  use: 'attach (POD | TYPE/NAME) -c CONTAINER',
  short: 'Attach to a running container',
  long: `Attaches to what already runs in a container.`,
  examples: `# What a pod prints from now on
kubectl attach client

# Of one of its containers
kubectl attach client -c app

# Keys as they are typed, for a container that has a terminal
kubectl attach client -c app -i -t

# The first pod of a replica set
kubectl attach rs/web-old`,
  flags: streamFlags,
  run,
};
