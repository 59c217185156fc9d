/** `kubectl delete`. Mirrors kubectl pkg/cmd/delete/delete.go. */
import type { DeleteOptions } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Status } from '#apimachinery/status.ts';
import { cascadeFlag, cascadeOf } from '../cascade.ts';
import type { Command, CommandContext } from '../command.ts';
import { qualifiedSingular } from '../discovery.ts';
import { type DryRun, dryRunOf, withDryRun } from '../dry-run.ts';
import {
  AggregateFailure,
  isExpected,
  isNotFound,
  KubectlError,
  throwAll,
  withSource,
} from '../errors.ts';
import {
  allNamespacesFlag,
  dryRunFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
} from '../flag-sets.ts';
import { type Info, planResources, type ResourceQuery, visitNames } from '../resource-args.ts';
import { waitUntilGone } from '../wait-gone.ts';
import { confirmed } from './delete-confirmation.ts';
import { checkRaw, sendRaw } from './raw-request.ts';

interface Deletion {
  readonly context: CommandContext;
  readonly dryRun: DryRun;
  readonly options: DeleteOptions;
  /** -1: the object's own. */
  readonly graceSeconds: number;
}

/** What `--grace-period`, `--now` and `--force` come to. */
function graceSecondsOf({ flags }: CommandContext): number {
  const given = flags.number('grace-period');
  if (flags.bool('now')) {
    if (given !== -1)
      throw new KubectlError('--now and --grace-period cannot be specified together');
    return 1;
  }
  if (given === 0 && !flags.bool('force')) return 1;
  return flags.bool('force') && given < 0 ? 0 : given;
}

async function checkFlags(context: CommandContext, graceSeconds: number): Promise<void> {
  const { flags } = context;
  const output = flags.string('output');
  if (output && output !== 'name')
    throw new KubectlError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.string('field-selector'))
    throw new KubectlError('cannot set --all and --field-selector at the same time');
  if (!flags.bool('force')) return;
  if (graceSeconds > 0)
    throw new KubectlError(
      '--force and --grace-period greater than 0 cannot be specified together',
    );
  await context.err(
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  );
}

/** `pod "x" force deleted from default namespace (dry run)` */
async function tell(deletion: Deletion, info: Info): Promise<void> {
  const { context, dryRun, graceSeconds } = deletion;
  const kind = qualifiedSingular(info.resource);
  if (context.flags.string('output') === 'name') return context.out(`${kind}/${info.name}\n`);
  const verb = graceSeconds === 0 ? 'force deleted' : 'deleted';
  const where = info.resource.namespaced ? `${verb} from ${info.namespace} namespace` : verb;
  return context.out(`${kind} "${info.name}" ${withDryRun(where, dryRun)}\n`);
}

const uidOf = (answer: KubeObject | Status): string | undefined =>
  answer.kind === 'Status' ? (answer as Status).details?.uid : (answer as KubeObject).metadata.uid;

/** Deletes one object; gives its uid. */
async function deleteOne(deletion: Deletion, info: Info): Promise<string | undefined> {
  const { context, dryRun, options } = deletion;
  if (dryRun === 'client') {
    await tell(deletion, info);
    return undefined;
  }
  let answer: KubeObject | Status;
  try {
    answer = await context.api.delete(info.resource, info.namespace, info.name, options);
  } catch (error) {
    throw withSource('deleting', info.source, error);
  }
  await tell(deletion, info);
  return uidOf(answer);
}

function queryOf({ args, flags }: CommandContext): ResourceQuery {
  return {
    args,
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    all: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    continueOnError: true,
    validate: false,
  };
}

/** NotFound is forgiven with --ignore-not-found, and by default when objects were selected. */
function forgivesNotFound({ flags }: CommandContext): boolean {
  if (flags.changed('ignore-not-found')) return flags.bool('ignore-not-found');
  return flags.bool('all') || Boolean(flags.string('selector') || flags.string('field-selector'));
}

/** The failures that are left when NotFound is forgiven. */
function unforgiven(context: CommandContext, error: Error): readonly Error[] {
  const errors = error instanceof AggregateFailure ? error.errors : [error];
  return forgivesNotFound(context) ? errors.filter((entry) => !isNotFound(entry)) : errors;
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags } = context;
  const graceSeconds = graceSecondsOf(context);
  const propagationPolicy = await cascadeOf(context);
  const dryRun = await dryRunOf(context);
  const options: DeleteOptions = {
    propagationPolicy,
    ...(graceSeconds >= 0 ? { gracePeriodSeconds: graceSeconds } : {}),
    dryRun: dryRun === 'server',
  };
  const deletion: Deletion = { context, dryRun, options, graceSeconds };
  const deleted: { readonly info: Info; readonly uid: string | undefined }[] = [];
  let found = 0;
  let warnOfScope = context.namespaceGiven && !flags.bool('all-namespaces');
  const query = queryOf(context);
  if (!flags.string('raw')) await planResources(context, query);
  await checkFlags(context, graceSeconds);
  if (flags.string('raw')) {
    if (flags.bool('interactive'))
      throw new KubectlError('--interactive can not be used with --raw');
    checkRaw(context);
    return sendRaw(context, 'DELETE');
  }
  const isMeant = flags.bool('interactive') ? await confirmed(context, query) : () => true;
  if (!isMeant) {
    await context.out('deletion is cancelled\n');
    return undefined;
  }
  try {
    await visitNames(context, query, async (info) => {
      if (!isMeant(info)) return;
      found += 1;
      if (warnOfScope && !info.resource.namespaced) {
        warnOfScope = false;
        await context.err(
          'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n',
        );
      }
      deleted.push({ info, uid: await deleteOne(deletion, info) });
    });
  } catch (error) {
    if (!isExpected(error)) throw error;
    throwAll(unforgiven(context, error));
  }
  if (found === 0) await context.out('No resources found\n');
  else if (flags.bool('wait') && dryRun === 'none')
    await waitUntilGone(context, deleted, flags.durationMs('timeout'));
  return undefined;
}

export const deleteCommand: Command = {
  name: 'delete',
  group: 'Basic Commands (Intermediate)',
  use: 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  short:
    'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  long: `Deletes objects: those of manifests (-f), those named, or those of a type that a label selector picks (-l) or --all of them.

Manifests may be YAML or JSON. The three ways can't be mixed in one line.

Some objects, such as pods, end gracefully: they have a time to finish in before they are killed. --grace-period changes that time, --now makes it one second, and --force with --grace-period=0 does not wait for the node to say that the pod has ended, so that it may go on running there.

delete does not look whether somebody changed an object meanwhile: what was changed is lost with the rest.

When a kind's definition is deleted, it takes a while until everybody has noticed.`,
  examples: `# Delete the pod that a file names
kubectl delete -f pod.yaml

# Delete the pod and the service of this name
kubectl delete pod,service web

# Delete pods and services with a label
kubectl delete pods,services -l app=web

# Delete a pod with hardly any delay
kubectl delete pod web --now

# Delete a pod on a node that is dead
kubectl delete pod web --force

# Delete all pods
kubectl delete pods --all`,
  flags: [
    { name: 'all', type: 'bool', help: 'Deletes all objects of the types in the namespace.' },
    { ...allNamespacesFlag, help: 'Deletes in all namespaces, whatever --namespace says.' },
    cascadeFlag('(such as the pods of a ReplicaSet)'),
    dryRunFlag,
    fieldSelectorFlag,
    ...filenameFlags('that hold what to delete.'),
    {
      name: 'force',
      type: 'bool',
      help: 'Takes objects out of the API at once, without a graceful end. Some may then go on running, or lose data.',
    },
    {
      name: 'grace-period',
      type: 'int',
      default: '-1',
      help: "Seconds the object has to end gracefully. Below 0 it is the object's own, 1 is at once, 0 only with --force.",
    },
    {
      name: 'ignore-not-found',
      type: 'bool',
      help: '"Not found" counts as deleted. Default with --all.',
    },
    {
      name: 'interactive',
      short: 'i',
      type: 'bool',
      help: 'Shows what would be deleted, and asks first.',
    },
    { name: 'now', type: 'bool', help: 'Same as --grace-period=1.' },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      help: 'Output mode: "-o name" prints only names.',
    },
    {
      name: 'raw',
      type: 'string',
      help: 'Path to send the deletion to, as it is.',
    },
    selectorFlag(),
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to wait for each deletion; 0 for as long as it takes.',
    },
    {
      name: 'wait',
      type: 'bool',
      default: 'true',
      help: 'Waits until the objects are gone, finalizers included.',
    },
  ],
  run,
};
