/** `kubectl annotate` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { KubectlError } from '../errors.ts';
import { lateChangePrinter } from '../printers/index.ts';
import {
  checkSelection,
  listMap,
  type MapChanges,
  metadataFlags,
  patchMetadata,
  visitForMetadata,
  withMapChanges,
} from './metadata-change.ts';
import { recorded } from './record.ts';
import { parsePairs, splitPairs } from './set/pairs.ts';

/** May always be overwritten: a later cause replaces an earlier one. */
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

function checkChanges({ set, remove }: MapChanges): void {
  const both = remove.filter((key) => set.has(key));
  if (both.length > 0)
    throw new KubectlError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
    );
}

function checkOverwrites({ metadata }: KubeObject, { set }: MapChanges): void {
  const taken = [...set].flatMap(([key, value]) => {
    const current = metadata.annotations?.[key];
    return key === CHANGE_CAUSE || current === undefined || current === value
      ? []
      : [`'${key}' already has a value (${current})`];
  });
  if (taken.length > 0)
    throw new KubectlError(
      `--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`,
    );
}

async function run(context: CommandContext): Promise<number> {
  const { args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = lateChangePrinter(context, dryRun);
  const { resources, pairs } = splitPairs(args, 'annotation');
  const changes = parsePairs(pairs, 'annotation', true);
  if (flags.bool('list') && flags.string('output'))
    throw new KubectlError('--list and --output may not be specified together');
  checkSelection(
    context,
    resources,
    changes.set.size + changes.remove.length,
    'annotation',
    dryRun,
  );
  checkChanges(changes);
  await visitForMetadata(context, resources, async (info, isOnly) => {
    if (!flags.bool('overwrite')) checkOverwrites(info.object, changes);
    const after = withMapChanges(info.object, 'annotations', changes);
    if (flags.bool('list')) return listMap(context, info, after, 'annotations', isOnly);
    const noted = withMapChanges(recorded(context, info.object), 'annotations', changes);
    const isSent = dryRun !== 'client' && !flags.bool('local');
    const result = !isSent ? after : await patchMetadata(context, info, noted, dryRun);
    await print(result, 'annotated');
  });
  return 0;
}

export const annotate: Command = {
  name: 'annotate',
  group: 'Settings Commands',
  use: 'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the annotations on a resource',
  long: `Updates the annotations of one or more resources.

Every object can carry annotations: keys and values of any text, meant for tools and people, not for selecting. With --overwrite annotations may be overwritten, else an attempt is an error.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `# Describe pod 'client'; of one key given twice, the last counts
kubectl annotate pods client description='asks the others'

# What a file names
kubectl annotate -f pod.yaml description='asks the others'

# Overwrite what may be there
kubectl annotate --overwrite pods client description='asks the web server'

# All pods of the namespace
kubectl annotate pods --all note='looked at'

# Take the annotation 'description' away, if it is there
kubectl annotate pods client description-`,
  flags: metadataFlags('annotation'),
  run,
};
