/** The nodes that `cordon`, `uncordon` and `drain` name, and marking them. Mirrors kubectl pkg/cmd/drain/drain.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Node } from '#resources/node.ts';
import type { CommandContext } from '../command.ts';
import { type DryRun, withDryRun } from '../dry-run.ts';
import { isExpected, KubectlError, usageError } from '../errors.ts';
import { namePrinter } from '../printers/name.ts';
import { type FetchedInfo, readInfos } from '../resource-args.ts';

/** Refuses a line that names no nodes, or names them twice over. */
export function checkNodeWords({ args, flags, path, command }: CommandContext): void {
  if (args.length === 0 && !flags.changed('selector'))
    throw usageError(path, `USAGE: ${command.use ?? command.name} [flags]`);
  if (args.length > 0 && flags.string('selector'))
    throw usageError(path, 'error: cannot specify both a node name and a --selector option');
}

/** Nodes by name or by selector. */
export async function readNodes(context: CommandContext): Promise<readonly FetchedInfo[]> {
  const { args, flags } = context;
  checkNodeWords(context);
  if (args.includes('')) throw new KubectlError('resource name may not be empty');
  const selector = flags.string('selector');
  const names = args.map((name) => (name.includes('/') ? name : `nodes/${name}`));
  const query = selector ? { args: ['nodes'], labelSelector: selector } : { args: names };
  return (await readInfos(context, query)).infos;
}

/** `node/node-1 cordoned (dry run)` */
export const tell = (
  context: CommandContext,
  object: KubeObject,
  operation: string,
  dryRun: DryRun,
): Promise<void> => context.out(namePrinter(withDryRun(operation, dryRun)).print(object));

/** Marks each node as (un)schedulable; what fails is told, and the rest goes on. */
export async function markNodes(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  unschedulable: boolean,
  dryRun: DryRun,
): Promise<void> {
  const verb = unschedulable ? 'cordon' : 'uncordon';
  for (const { resource, name, object } of infos) {
    if (((object as Node).spec?.unschedulable ?? false) === unschedulable) {
      await tell(context, object, `already ${verb}ed`, dryRun);
      continue;
    }
    try {
      const patch = { spec: { unschedulable: unschedulable ? true : null } };
      const query = { dryRun: dryRun === 'server' };
      if (dryRun !== 'client')
        await context.api.patch(resource, '', name, 'strategic', patch, query);
    } catch (error) {
      if (!isExpected(error)) throw error;
      await context.err(
        `error: unable to ${verb} node ${JSON.stringify(name)}: ${error.message}\n`,
      );
      continue;
    }
    await tell(context, object, `${verb}ed`, dryRun);
  }
}
