/** `kubectl replace`. Mirrors kubectl pkg/cmd/replace/replace.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { cascadeFlag, cascadeOf } from '../cascade.ts';
import type { Command, CommandContext } from '../command.ts';
import { qualifiedSingular } from '../discovery.ts';
import { type DryRun, dryRunOf, fieldValidationOf } from '../dry-run.ts';
import { isNotFound, KubectlError, withSource } from '../errors.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  validateFlag,
} from '../flag-sets.ts';
import { lastAppliedOf, withLastApplied } from '../last-applied.ts';
import { changePrinter, formatOf } from '../printers/index.ts';
import {
  type FetchedInfo,
  type ResourceQuery,
  visitNames,
  visitResources,
} from '../resource-args.ts';
import { waitUntilGone } from '../wait-gone.ts';
import { checkRaw, sendRaw } from './raw-request.ts';

type Tell = (object: KubeObject, operation: string) => Promise<void>;

function checkFlags({ flags }: CommandContext, dryRun: DryRun): void {
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  const force = flags.bool('force');
  if (flags.number('grace-period') >= 0 && !force)
    throw new KubectlError('--grace-period must have --force specified');
  if (flags.durationMs('timeout') !== 0 && !force)
    throw new KubectlError('--timeout must have --force specified');
  if (force && dryRun !== 'none')
    throw new KubectlError('--dry-run can not be used when --force is set');
}

/** The object with a fresh annotation, when it has one or is to get one. */
const annotated = ({ flags }: CommandContext, object: KubeObject): KubeObject =>
  flags.bool('save-config') || lastAppliedOf(object) !== undefined
    ? withLastApplied(object)
    : object;

const writeQuery = (context: CommandContext, info: FetchedInfo, dryRun: DryRun) => ({
  dryRun: dryRun === 'server',
  fieldManager: context.flags.string('field-manager'),
  fieldValidation: fieldValidationOf(context),
  subresource: context.flags.string('subresource'),
  ...(info.text === undefined ? {} : { text: info.text }),
});

/** A manifest without a resourceVersion replaces whatever there is. */
async function replaceOne(
  context: CommandContext,
  info: FetchedInfo,
  dryRun: DryRun,
  tell: Tell,
): Promise<void> {
  const { resource, namespace, name, source } = info;
  const object = annotated(context, info.object);
  if (dryRun === 'client') return tell(object, 'replaced');
  try {
    const query = writeQuery(context, info, dryRun);
    return await tell(
      await context.api.update(resource, namespace, name, object, query),
      'replaced',
    );
  } catch (error) {
    throw withSource('replacing', source, error);
  }
}

/** `--force`: deletes, waits until all are gone, and creates anew. */
async function forceReplace(
  context: CommandContext,
  query: ResourceQuery,
  tell: Tell,
): Promise<void> {
  const { flags, api } = context;
  const propagationPolicy = await cascadeOf(context);
  const given = flags.number('grace-period');
  const graceSeconds = given === 0 ? 1 : given;
  const gone: { info: FetchedInfo; uid: undefined }[] = [];
  await visitNames(context, query, async (info) => {
    const { resource, namespace, name } = info;
    try {
      await api.delete(resource, namespace, name, {
        propagationPolicy,
        ...(graceSeconds > 0 ? { gracePeriodSeconds: graceSeconds } : {}),
      });
    } catch (error) {
      if (isNotFound(error)) return;
      throw error;
    }
    const kind = qualifiedSingular(resource);
    if (formatOf(context) === 'name') await context.out(`${kind}/${name}\n`);
    else
      await context.out(
        `${kind} "${name}" deleted${resource.namespaced ? ` from ${namespace} namespace` : ''}\n`,
      );
    gone.push({ info: info as FetchedInfo, uid: undefined });
  });
  await waitUntilGone(context, gone, flags.durationMs('timeout') || 300_000);
  const count = await visitResources(context, query, async (info) => {
    const { resource, namespace } = info;
    const object = annotated(context, info.object);
    await tell(
      await api.create(resource, namespace, object, writeQuery(context, info, 'none')),
      'replaced',
    );
  });
  if (count === 0) throw new KubectlError('no objects passed to replace');
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags } = context;
  const dryRun = await dryRunOf(context);
  const tell = changePrinter(context, dryRun);
  checkFlags(context, dryRun);
  if (flags.string('raw')) {
    checkRaw(context);
    return sendRaw(context, 'PUT');
  }
  const query: ResourceQuery = {
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    validate: fieldValidationOf(context) !== 'Ignore',
    continueOnError: true,
  };
  if (flags.bool('force')) await forceReplace(context, query, tell);
  else await visitResources(context, query, (info) => replaceOne(context, info, dryRun, tell));
  return undefined;
}

export const replace: Command = {
  name: 'replace',
  group: 'Advanced Commands',
  use: 'replace -f FILENAME',
  short: 'Replace a resource by file name or stdin',
  long: `Replace a resource by file name or stdin.

JSON and YAML are both understood. The whole object must be given; this shows one:

    $ kubectl get TYPE NAME -o yaml`,
  examples: `# Replace a deployment with what a file says
kubectl replace -f web.yaml

# Replace it with what comes on standard input
cat web.yaml | kubectl replace -f -

# Change a pod's image, and replace the pod
kubectl get pod web -o yaml | sed 's/\\(image: nginx\\):.*$/\\1:1.22/' | kubectl replace -f -

# Delete the object and create it again
kubectl replace --force -f pod.yaml`,
  flags: [
    cascadeFlag('when --force deletes'),
    dryRunFlag,
    fieldManagerFlag('kubectl-replace'),
    ...filenameFlags('that hold the objects to replace with.'),
    { name: 'force', type: 'bool', help: 'Deletes the object and creates it again.' },
    {
      name: 'grace-period',
      type: 'int',
      default: '-1',
      help: 'Seconds the object has to end, with --force.',
    },
    ...printFlags,
    {
      name: 'raw',
      type: 'string',
      help: 'Path to send the object to.',
    },
    {
      name: 'save-config',
      type: 'bool',
      help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
    },
    { name: 'subresource', type: 'string', help: 'Replaces this subresource of the object.' },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to wait for a deletion by --force.',
    },
    validateFlag,
    { name: 'wait', type: 'bool', help: 'Waits until what --force deleted is gone.' },
  ],
  run,
};
