/** `kubectl exec`: finds the pod, and says that commands cannot run in it. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError, usageError } from '../errors.ts';
import { filenameFlags } from '../flag-sets.ts';
import { readInfos } from '../resource-args.ts';
import { findTarget, refuseCompleted, streamFlags } from './remote-target.ts';

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

async function run(context: CommandContext): Promise<undefined> {
  const target = targetOf(context);
  if (target) refuseCompleted(await findTarget(context, [target]), 'exec into');
  else await readInfos(context, { filenames: context.flags.list('filename') });
  throw notSimulatedError('running commands in containers');
}

export const exec: Command = {
  name: 'exec',
  group: 'Troubleshooting and Debugging Commands',
  use: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  short: 'Execute a command in a container',
  long: `Executes a command in a container.

This build finds the pod, but cannot run commands in it.`,
  examples: `# Run 'date' in a pod
kubectl exec mypod -- date

# In another container than the first
kubectl exec mypod -c ruby-container -- date`,
  flags: [...filenameFlags('that name the pod.'), ...streamFlags],
  run,
};
