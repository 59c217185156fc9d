/** `kubectl taint` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Node } from '#resources/node.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf, fieldValidationOf } from '../dry-run.ts';
import { KubectlError, usageError } from '../errors.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  printFlags,
  selectorFlag,
  validateFlag,
} from '../flag-sets.ts';
import { lateChangePrinter } from '../printers/index.ts';
import { type FetchedInfo, type ResourceQuery, visitResources } from '../resource-args.ts';
import { strategicPatch } from './patch-between.ts';
import {
  changeTaints,
  checkConflicts,
  checkPresent,
  parseTaints,
  type TaintChanges,
} from './taint-text.ts';

interface Spoken {
  readonly resources: readonly string[];
  readonly changes: TaintChanges;
}

const isTaint = (word: string): boolean =>
  word.includes('=') || word.includes(':') || word.endsWith('-');

function readArgs({ args, path }: CommandContext): Spoken {
  const first = args.findIndex(isTaint);
  const resources = first < 0 ? args : args.slice(0, first);
  const specs = first < 0 ? [] : args.slice(first);
  const late = specs.find((word) => !isTaint(word));
  if (late !== undefined)
    throw new KubectlError(`all resources must be specified before taint changes: ${late}`);
  if (resources.length === 0)
    throw new KubectlError('one or more resources must be specified as <resource> <name>');
  if (specs.length === 0) throw new KubectlError('at least one taint update is required');
  try {
    return { resources, changes: parseTaints(specs) };
  } catch (error) {
    if (error instanceof KubectlError) throw usageError(path, error.message);
    throw error;
  }
}

async function queryOf(
  { api, flags }: CommandContext,
  { resources, changes }: Spoken,
): Promise<ResourceQuery> {
  const [type = '', ...names] = resources;
  const word = type.toLowerCase();
  const resource = (await api.discover()).find(word);
  if (!resource)
    throw new KubectlError(`the server doesn't have a resource type ${JSON.stringify(word)}`, {
      plain: true,
    });
  if (resource.kind !== 'Node')
    throw new KubectlError(`invalid resource type ${word}, only node types are supported`);
  checkConflicts(changes);
  const all = flags.bool('all');
  const labelSelector = flags.string('selector');
  if (all && labelSelector)
    throw new KubectlError("setting 'all' parameter with a non empty selector is prohibited");
  if (!all && !labelSelector && names.length === 0)
    throw new KubectlError(
      "at least one resource name must be specified since 'all' parameter is not set",
    );
  if (all || labelSelector) return { args: ['nodes'], all, labelSelector, continueOnError: true };
  return { args: ['nodes', ...names], continueOnError: true, latest: true };
}

/** The node with its taints changed, and the word for it. */
function taintedNode(
  { name, object }: FetchedInfo,
  changes: TaintChanges,
  overwrite: boolean,
): { readonly after: KubeObject; readonly operation: string } {
  const node = object as Node;
  const present = node.spec?.taints ?? [];
  if (!overwrite) checkPresent(name, present, changes.add);
  const { taints, operation } = changeTaints(present, changes, overwrite);
  const { taints: _, ...spec } = node.spec ?? {};
  const after: KubeObject & { readonly spec: object } = {
    ...node,
    spec: taints.length > 0 ? { ...spec, taints } : spec,
  };
  return { after, operation };
}

async function run(context: CommandContext): Promise<number> {
  const { api, flags } = context;
  const dryRun = await dryRunOf(context);
  const fieldValidation = fieldValidationOf(context);
  // Upstream names the deed anew for each node, and so forgets that it was only tried.
  const print = lateChangePrinter(context, 'none');
  const spoken = readArgs(context);
  const query = await queryOf(context, spoken);
  await visitResources(context, query, async (info) => {
    const { after, operation } = taintedNode(info, spoken.changes, flags.bool('overwrite'));
    const patch = strategicPatch(info.object, after);
    const result =
      dryRun === 'client'
        ? after
        : await api.patch(info.resource, '', info.name, 'strategic', patch, {
            dryRun: dryRun === 'server',
            fieldManager: flags.string('field-manager'),
            fieldValidation,
          });
    await print(result, operation);
  });
  return 0;
}

export const taint: Command = {
  name: 'taint',
  group: 'Cluster Management Commands',
  use: 'taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  short: 'Update the taints on one or more nodes',
  long: `Updates the taints of nodes.

A taint has a key, a value and an effect, written key=value:effect. The value may be left out. Effects are NoSchedule, PreferNoSchedule and NoExecute. Only nodes can be tainted.`,
  examples: `# A taint; if one of that key and effect is there, it is replaced
kubectl taint nodes node-1 dedicated=shop:NoSchedule

# Remove the taint of a key and effect
kubectl taint nodes node-1 dedicated:NoSchedule-

# Taint nodes by label
kubectl taint node -l kubernetes.io/os=linux dedicated=shop:PreferNoSchedule

# Without a value
kubectl taint nodes node-1 spare:NoSchedule

# Remove all taints of a key
kubectl taint nodes node-1 spare-`,
  flags: [
    ...printFlags,
    dryRunFlag,
    validateFlag,
    selectorFlag(),
    { name: 'overwrite', type: 'bool', help: 'Allows taints to be overwritten.' },
    { name: 'all', type: 'bool', help: 'Takes all nodes of the cluster.' },
    fieldManagerFlag('kubectl-taint'),
  ],
  run,
};
