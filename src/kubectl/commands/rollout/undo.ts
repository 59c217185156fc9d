/** `kubectl rollout undo` */
import type { Deployment } from '#resources/deployment.ts';
import type { Command, CommandContext } from '../../command.ts';
import { isSameTemplate } from '../../deployment-sets.ts';
import { type DryRun, dryRunOf } from '../../dry-run.ts';
import { isExpected, KubectlError } from '../../errors.ts';
import { dryRunFlag, printFlags } from '../../flag-sets.ts';
import { lateChangePrinter } from '../../printers/index.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { rollbackTarget, templateText } from './revisions.ts';
import { rollbackPatch } from './rollback.ts';
import { notImplemented, targetFlags, visitTargets } from './targets.ts';
import {
  controllerRevisions,
  isDeployment,
  keepsControllerRevisions,
  revisionsOfDeployment,
  templateOf,
  templateOfRevision,
} from './workload-revisions.ts';

const skipped = (revision: number): string =>
  `skipped rollback (current template already matches revision ${revision})`;

/** `failed restoring revision 1: …` */
async function restore(revision: number, patch: () => Promise<unknown>): Promise<string> {
  try {
    await patch();
  } catch (error) {
    if (!isExpected(error)) throw error;
    throw new KubectlError(`failed restoring revision ${revision}: ${error.message}`);
  }
  return 'rolled back';
}

async function undoDeployment(
  { api }: CommandContext,
  info: FetchedInfo,
  wanted: number,
  dryRun: DryRun,
): Promise<string> {
  const deployment = info.object as Deployment;
  const { object: set } = rollbackTarget(
    await revisionsOfDeployment(api, deployment),
    wanted,
    `no rollout history found for deployment "${info.name}"`,
  );
  if (dryRun === 'client') return templateText(templateOf(set));
  if (deployment.spec.paused)
    throw new KubectlError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  if (isSameTemplate(set.spec.template, deployment.spec.template)) return skipped(wanted);
  const patch = rollbackPatch(deployment, set);
  return restore(wanted, () =>
    api.patch(info.resource, info.namespace, info.name, 'json', patch, {
      dryRun: dryRun === 'server',
    }),
  );
}

async function undoOther(
  { api }: CommandContext,
  info: FetchedInfo,
  wanted: number,
  dryRun: DryRun,
): Promise<string> {
  const { object: target } = rollbackTarget(
    await controllerRevisions(api, info.object),
    wanted,
    'no last revision to roll back to',
  );
  const template = templateOfRevision(target);
  if (dryRun === 'client') return `will roll back to ${templateText(template)}`;
  if (isSameTemplate(template, templateOf(info.object))) return skipped(wanted);
  return restore(wanted, () =>
    api.patch(info.resource, info.namespace, info.name, 'strategic', target.data, {
      dryRun: dryRun === 'server',
    }),
  );
}

async function run(context: CommandContext): Promise<number> {
  const dryRun = await dryRunOf(context);
  const print = lateChangePrinter(context, dryRun);
  const wanted = context.flags.number('to-revision');
  await visitTargets(context, async (info) => {
    const undo = isDeployment(info.resource)
      ? undoDeployment
      : keepsControllerRevisions(info.resource)
        ? undoOther
        : undefined;
    if (!undo) throw notImplemented('rollbacker', info.resource);
    if (wanted < 0)
      throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    await print(info.object, await undo(context, info, wanted, dryRun));
  });
  return 0;
}

export const undoCommand: Command = {
  name: 'undo',
  use: 'undo (TYPE NAME | TYPE/NAME) [flags]',
  short: 'Undo a previous rollout',
  long: 'Rolls back to an earlier rollout.',
  examples: `# Roll back to the previous revision of a deployment
kubectl rollout undo deployment/web

# Roll back to revision 1 of a daemon set
kubectl rollout undo daemonset/agent --to-revision=1

# Only ask the server what would happen
kubectl rollout undo --dry-run=server deployment/web`,
  flags: [
    {
      name: 'to-revision',
      type: 'int64',
      default: '0',
      help: 'The revision to go back to. 0 means the one before the latest.',
    },
    ...targetFlags,
    dryRunFlag,
    ...printFlags,
  ],
  run,
};
