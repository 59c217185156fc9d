/** What `label` and `annotate` share: flags, the objects meant, the patch. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import type { DryRun } from '../dry-run.ts';
import { KubectlError } from '../errors.ts';
import {
  allNamespacesFlag,
  dryRunFlag,
  fieldManagerFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from '../flag-sets.ts';
import type { Flag } from '../flags.ts';
import {
  type FetchedInfo,
  type ResourceQuery,
  readInfos,
  visitResources,
} from '../resource-args.ts';
import { recordFlag } from './record.ts';

/** Flags of both commands; `what`: "label". */
export const metadataFlags = (what: string): readonly Flag[] => [
  recordFlag,
  ...printFlags,
  { name: 'overwrite', type: 'bool', help: `Allows ${what}s to be overwritten.` },
  { name: 'list', type: 'bool', help: `Shows the ${what}s of a resource.` },
  {
    name: 'local',
    type: 'bool',
    help: 'Changes what files say and prints it, without asking the API server.',
  },
  fieldSelectorFlag,
  { name: 'all', type: 'bool', help: 'Takes all resources of the given types in the namespace.' },
  allNamespacesFlag,
  {
    name: 'resource-version',
    type: 'string',
    help: 'Only goes on when this is the resource version of the object. For one resource only.',
  },
  ...filenameFlags(`identifying the resource to update the ${what}s`),
  dryRunFlag,
  fieldManagerFlag(`kubectl-${what === 'label' ? 'label' : 'annotate'}`),
  selectorFlag(),
];

/** Refuses combinations of flags that contradict each other. */
export function checkSelection(
  { flags }: CommandContext,
  resources: readonly string[],
  changes: number,
  what: string,
  dryRun: DryRun,
): void {
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.string('field-selector'))
    throw new KubectlError('cannot set --all and --field-selector at the same time');
  if (resources.length === 0 && flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    );
  if (flags.bool('local') && dryRun === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
  if (flags.bool('local') && resources.length > 0)
    throw new KubectlError(
      `can only use local files by -f ${what === 'label' ? 'pod' : 'rsrc'}.yaml or --filename=${what === 'label' ? 'pod' : 'rsrc'}.json when --local=true is set`,
    );
  if (changes === 0 && !flags.bool('list'))
    throw new KubectlError(`at least one ${what} update is required`);
}

function metadataQuery({ flags }: CommandContext, resources: readonly string[]): ResourceQuery {
  const kustomize = flags.string('kustomize');
  if (flags.bool('local'))
    return {
      filenames: flags.list('filename'),
      ...(kustomize ? { kustomize } : {}),
      recursive: flags.bool('recursive'),
      continueOnError: true,
      local: true,
    };
  return {
    args: resources,
    filenames: flags.list('filename'),
    ...(kustomize ? { kustomize } : {}),
    recursive: flags.bool('recursive'),
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    continueOnError: true,
    latest: true,
  };
}

/** Visits the objects meant; says of each whether it is the only one that was asked for. */
export async function visitForMetadata(
  context: CommandContext,
  resources: readonly string[],
  visit: (info: FetchedInfo, isOnly: boolean) => Promise<void>,
): Promise<void> {
  const query = metadataQuery(context, resources);
  const needsCount = context.flags.bool('list') || context.flags.string('resource-version') !== '';
  const isOnly = needsCount ? (await readInfos(context, query)).singleItemImplied : true;
  if (!isOnly && context.flags.string('resource-version'))
    throw new KubectlError('--resource-version may only be used with a single resource');
  await visitResources(context, query, (info) => visit(info, isOnly));
}

type Field = 'labels' | 'annotations';

/** What to set and what to take away. */
export interface MapChanges {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** The object with its labels or annotations changed. */
export function withMapChanges(
  object: KubeObject,
  field: Field,
  { set, remove }: MapChanges,
): KubeObject {
  const map = { ...object.metadata[field], ...Object.fromEntries(set) };
  for (const key of remove) delete map[key];
  return { ...object, metadata: { ...object.metadata, [field]: map } };
}

/** The merge patch between two versions of labels and annotations. */
function mapPatch(before: KubeObject, after: KubeObject, field: Field): object {
  const old = before.metadata[field] ?? {};
  const next = after.metadata[field] ?? {};
  const changed = Object.entries(next).filter(([key, value]) => old[key] !== value);
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(next, key));
  const entries = [...changed, ...gone.map((key) => [key, null] as const)];
  // In the order JSON has them, which the server's complaints follow.
  const map = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const isNew = before.metadata[field] === undefined && after.metadata[field] !== undefined;
  return changed.length + gone.length > 0 || isNew ? { [field]: map } : {};
}

/** Sends what differs as a merge patch. */
export function patchMetadata(
  { api, flags }: CommandContext,
  { resource, namespace, name, object }: FetchedInfo,
  after: KubeObject,
  dryRun: DryRun,
): Promise<KubeObject> {
  const resourceVersion = flags.string('resource-version');
  const metadata = {
    ...mapPatch(object, after, 'labels'),
    ...mapPatch(object, after, 'annotations'),
    ...(resourceVersion ? { resourceVersion } : {}),
  };
  const patch = Object.keys(metadata).length > 0 ? { metadata } : {};
  return api.patch(resource, namespace, name, 'merge', patch, {
    dryRun: dryRun === 'server',
    fieldManager: flags.string('field-manager'),
  });
}

/** `--list`: the map's entries, under a head when several objects were asked for. */
export async function listMap(
  context: CommandContext,
  { resource, name }: FetchedInfo,
  after: KubeObject,
  field: Field,
  isOnly: boolean,
): Promise<void> {
  const { kind, group } = resource;
  const indent = isOnly ? '' : ' ';
  if (!isOnly) await context.out(`Listing ${field} for ${kind}.${group}/${name}:\n`);
  for (const [key, value] of Object.entries(after.metadata[field] ?? {}))
    await context.out(`${indent}${key}=${value}\n`);
}
