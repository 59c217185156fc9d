/** `kubectl rollout status` */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { objectEvents, timedOut, withTimeout } from '../until.ts';
import { statusViewer } from './status-text.ts';
import { checkRevisionFlag, sayNothingFound, targetFlags, visitTargets } from './targets.ts';

/** Prints the state at every change until the rollout is done. */
async function follow(context: CommandContext, info: FetchedInfo, revision: number): Promise<void> {
  const { group, kind } = info.resource;
  const view = statusViewer(info.resource);
  if (!view)
    throw new KubectlError(
      `no status viewer has been implemented for ${group ? `${kind}.${group}` : kind}`,
    );
  const timeoutMs = context.flags.durationMs('timeout');
  await withTimeout(context, timeoutMs, timedOut(), async (signal) => {
    for await (const event of objectEvents(context, info, signal)) {
      if (event === 'missing') continue;
      if (event.type === 'DELETED') throw new KubectlError('object has been deleted');
      const { text, done } = view(event.object, revision);
      await context.out(text);
      if (done || !context.flags.bool('watch')) return;
    }
  });
}

async function run(context: CommandContext): Promise<number> {
  const revision = checkRevisionFlag(context);
  const count = await visitTargets(context, (info) => follow(context, info, revision));
  if (count === 0) await sayNothingFound(context);
  return 0;
}

export const statusCommand: Command = {
  name: 'status',
  use: 'status (TYPE NAME | TYPE/NAME) [flags]',
  short: 'Show the status of the rollout',
  long: `Shows the status of the latest rollout.

By default it watches until the rollout is done; --watch=false looks once. When a new rollout begins meanwhile, it goes on with that one, unless --revision=N pins a revision: then it ends as soon as another one takes over.`,
  examples: `# Watch the rollout of a deployment
kubectl rollout status deployment/web`,
  flags: [
    {
      name: 'watch',
      short: 'w',
      type: 'bool',
      default: 'true',
      help: 'Watches the rollout until it is done.',
    },
    {
      name: 'revision',
      type: 'int64',
      default: '0',
      help: 'Pins a revision. 0 means the latest.',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to watch before giving up; zero means for ever. With a unit, as 1s, 2m, 3h.',
    },
    ...targetFlags,
  ],
  run,
};
