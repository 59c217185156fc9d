/** `kubectl exec` */
import type { Pod } from '#resources/pod.ts';
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, usageError } from '../errors.ts';
import { filenameFlags } from '../flag-sets.ts';
import { checkEnd, runRemote } from '../remote-command.ts';
import { readInfos } from '../resource-args.ts';
import {
  chooseContainer,
  findPod,
  refuseCompleted,
  streamFlags,
  terminalOf,
} from './remote-target.ts';

/** Mirrors kubectl pkg/cmd/exec/exec.go Complete and Validate. */
function targetOf({ args, argsBeforeDash, flags, path }: CommandContext): string {
  const filenames = flags.list('filename');
  if (argsBeforeDash < 0 && (args.length > 1 || (args.length > 0 && filenames.length > 0)))
    throw usageError(
      path,
      'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead',
    );
  const target = argsBeforeDash === 0 ? '' : (args[0] ?? '');
  const command = argsBeforeDash < 0 ? [] : args.slice(argsBeforeDash);
  if (!target && filenames.length === 0)
    throw new KubectlError('pod, type/name or --filename must be specified');
  if (command.length === 0)
    throw new KubectlError('you must specify at least one command for the container');
  return target;
}

async function podOf(context: CommandContext, target: string): Promise<Pod> {
  if (target) return findPod(context, [target], 'attach to');
  const { infos } = await readInfos(context, { filenames: context.flags.list('filename') });
  return infos[0]?.object as Pod;
}

async function run(context: CommandContext): Promise<undefined> {
  const target = targetOf(context);
  const pod = await podOf(context, target);
  refuseCompleted(pod, 'exec into');
  const { out, err, args, argsBeforeDash, flags } = context;
  const named = flags.string('container');
  const container = await chooseContainer(context, pod, named, flags.bool('quiet'));
  const terminal = await terminalOf(context);
  const command = args.slice(argsBeforeDash);
  checkEnd(
    await runRemote(context, { pod, verb: 'exec', container, command, ...terminal, out, err }),
  );
}

export const exec: Command = {
  name: 'exec',
  group: 'Troubleshooting and Debugging Commands',
  use: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  short: 'Execute a command in a container',
  long: `Executes a command in a container.`,
  examples: `# Run 'date' in a pod
kubectl exec client -- date

# A shell with a prompt
kubectl exec -it client -- sh

# In another container than the first
kubectl exec client -c app -- date`,
  flags: [
    ...filenameFlags('that name the pod.').filter(({ name }) => name === 'filename'),
    ...streamFlags,
  ],
  run,
};
