/** `kubectl attach` */
import type { Pod } from '#resources/pod.ts';
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { checkEnd, runRemote } from '../remote-command.ts';
import { chooseContainer, findPod, refuseCompleted, streamFlags } from './remote-target.ts';

const NOTICE = `All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
`;

/** Whether the container has a terminal decides, whatever `-t` says. */
async function hasTerminal(context: CommandContext, pod: Pod, name: string): Promise<boolean> {
  const { flags, err } = context;
  const has = pod.spec.containers.find((one) => one.name === name)?.tty ?? false;
  if (flags.bool('tty') && !has && !flags.bool('quiet'))
    await err(`error: Unable to use a TTY - container ${name} did not allocate one\n`);
  return has;
}

/** Attaches to what already runs: what it prints from now on, and what it is to read. */
export async function attachTo(context: CommandContext, pod: Pod, named: string): Promise<void> {
  const { flags, host, out, err } = context;
  const container = await chooseContainer(context, pod, named, flags.bool('quiet'));
  const tty = await hasTerminal(context, pod, container);
  if (!flags.bool('quiet')) await err(NOTICE);
  const input = flags.bool('stdin') ? { input: () => host.stdin.read() } : {};
  const verb = 'attach';
  checkEnd(
    await runRemote(context, { pod, verb, container, command: [], tty, ...input, out, err }),
  );
}

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
  flags: streamFlags,
  run,
};
