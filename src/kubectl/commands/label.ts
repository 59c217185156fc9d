/** `kubectl label` */
import { labelValueErrors } from '#apimachinery/names.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { AggregateFailure, KubectlError, throwAll } from '../errors.ts';
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
import { splitPairs } from './set/pairs.ts';

/** `["a=1", "b-"]` ⇒ what to set and to remove. Mirrors kubectl pkg/cmd/label/label.go parseLabels. */
export function parseLabels(specs: readonly string[]): MapChanges {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const spec of specs) {
    if (!spec.includes('=')) {
      if (!spec.endsWith('-')) throw new KubectlError(`unknown label spec: ${spec}`);
      remove.push(spec.slice(0, -1));
      continue;
    }
    const [key = '', value = '', ...more] = spec.split('=');
    if (more.length > 0) throw new KubectlError(`invalid label spec: ${spec}`);
    const errors = labelValueErrors(value);
    if (errors.length > 0)
      throw new KubectlError(`invalid label value: ${JSON.stringify(spec)}: ${errors.join(';')}`);
    set.set(key, value);
  }
  if (remove.some((key) => set.has(key)))
    throw new KubectlError('can not both modify and remove a label in the same command');
  return { set, remove };
}

function checkOverwrites({ metadata }: KubeObject, { set }: MapChanges): void {
  const errors = [...set].flatMap(([key, value]) => {
    const current = metadata.labels?.[key];
    return current === undefined || current === value
      ? []
      : [new KubectlError(`'${key}' already has a value (${current}), and --overwrite is false`)];
  });
  throwAll(errors.length > 1 ? [new AggregateFailure(errors)] : errors);
}

/** `labeled`, `not labeled` or `unlabeled`: by what changed, and whether the object grew shorter. */
export function labelOutcome(before: KubeObject, after: KubeObject, overwrite: boolean): string {
  const [old, next] = [JSON.stringify(before), JSON.stringify(after)];
  if (old === next) return 'not labeled';
  return !overwrite && next.length < old.length ? 'unlabeled' : 'labeled';
}

async function run(context: CommandContext): Promise<number> {
  const { args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = lateChangePrinter(context, dryRun);
  const { resources, pairs } = splitPairs(args, 'label');
  const changes = parseLabels(pairs);
  if (flags.bool('list') && flags.string('output'))
    throw new KubectlError('--list and --output may not be specified together');
  checkSelection(context, resources, changes.set.size + changes.remove.length, 'label', dryRun);
  const overwrite = flags.bool('overwrite');
  await visitForMetadata(context, resources, async (info, isOnly) => {
    const isSent = dryRun !== 'client' && !flags.bool('list') && !flags.bool('local');
    for (const key of isSent ? changes.remove : [])
      if (!Object.hasOwn(info.object.metadata.labels ?? {}, key))
        await context.out(`label ${JSON.stringify(key)} not found.\n`);
    if (!overwrite) checkOverwrites(info.object, changes);
    const after = withMapChanges(info.object, 'labels', changes);
    if (flags.bool('list')) return listMap(context, info, after, 'labels', isOnly);
    const noted = isSent ? recorded(context, after) : after;
    if (isSent) await patchMetadata(context, info, noted, dryRun);
    await print(noted, labelOutcome(info.object, noted, overwrite));
  });
  return 0;
}

export const label: Command = {
  name: 'label',
  group: 'Settings Commands',
  use: 'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the labels on a resource',
  long: `Updates the labels of a resource.

A key and a value begin with a letter or digit and have letters, digits, hyphens, dots and underscores, up to 63 characters each. A key may have a DNS subdomain and a slash before it, as example.com/my-app. With --overwrite labels may be overwritten, else an attempt is an error.`,
  examples: `# Give pod 'client' the label 'unhealthy' with the value 'true'
kubectl label pods client unhealthy=true

# Overwrite what may be there
kubectl label --overwrite pods client status=unhealthy

# All pods of the namespace
kubectl label pods --all status=unhealthy

# Take the label 'tier' away, if it is there
kubectl label pods client tier-`,
  flags: metadataFlags('label'),
  run,
};
