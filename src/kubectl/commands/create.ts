/** `kubectl create -f`, and the family of `kubectl create …`. Mirrors kubectl pkg/cmd/create/create.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf, fieldValidationOf } from '../dry-run.ts';
import { KubectlError, usageError, withSource } from '../errors.ts';
import { fileSelector } from '../file-selector.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
  validateFlag,
} from '../flag-sets.ts';
import { withLastApplied } from '../last-applied.ts';
import { changePrinter } from '../printers/index.ts';
import { type FetchedInfo, visitResources } from '../resource-args.ts';
import { editThenCreate } from './create/edit-first.ts';
import { createCommands } from './create/index.ts';
import { checkRaw, sendRaw } from './raw-request.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  if (args.length > 0) throw usageError(context.path, `Unexpected args: [${args.join(' ')}]`);
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  if (flags.string('raw')) {
    if (flags.bool('edit')) throw new KubectlError('--raw and --edit are mutually exclusive');
    checkRaw(context);
    return sendRaw(context, 'POST');
  }
  if (flags.bool('edit')) return editThenCreate(context);
  const dryRun = await dryRunOf(context);
  const fieldValidation = fieldValidationOf(context);
  const tell = changePrinter(context, dryRun);
  const selector = flags.string('selector') ? fileSelector(flags.string('selector')) : undefined;
  const create = async (info: FetchedInfo): Promise<void> => {
    if (selector && !selector.matches(info.object.metadata.labels ?? {})) return;
    const draft = flags.bool('save-config') ? withLastApplied(info.object) : info.object;
    await tell(dryRun === 'client' ? draft : await send(info, draft), 'created');
  };
  const send = async (info: FetchedInfo, draft: KubeObject): Promise<KubeObject> => {
    const { resource, namespace, source, text } = info;
    try {
      return await context.api.create(resource, namespace, draft, {
        dryRun: dryRun === 'server',
        fieldManager: flags.string('field-manager'),
        fieldValidation,
        ...(text === undefined ? {} : { text }),
      });
    } catch (error) {
      throw withSource('creating', source, error);
    }
  };
  const count = await visitResources(
    context,
    {
      filenames: flags.list('filename'),
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      validate: fieldValidation !== 'Ignore',
      continueOnError: true,
    },
    create,
  );
  if (count === 0) throw new KubectlError('no objects passed to create');
  return undefined;
}

export const create: Command = {
  name: 'create',
  group: 'Basic Commands (Beginner)',
  use: 'create -f FILENAME',
  short: 'Create a resource from a file or from stdin',
  long: `Makes objects that are not there yet: from manifests with -f, or one of a kind with a subcommand.

Manifests may be YAML or JSON, in a file, a folder, at an address, or on standard input (-f -). What exists already is refused.`,
  examples: `# Create what a file says
kubectl create -f deployment.yaml

# Create what comes on standard input
cat deployment.yaml | kubectl create -f -`,
  flags: [
    dryRunFlag,
    {
      name: 'edit',
      type: 'bool',
      help: 'Opens the object in an editor before it is created.',
    },
    fieldManagerFlag('kubectl-create'),
    ...filenameFlags('to create the objects from.'),
    ...printFlags,
    {
      name: 'raw',
      type: 'string',
      help: 'Path to send the object to, as it is.',
    },
    {
      name: 'save-config',
      type: 'bool',
      help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
    },
    selectorFlag(),
    validateFlag,
    {
      name: 'windows-line-endings',
      type: 'bool',
      help: 'Only with --edit: line endings of Windows.',
    },
  ],
  commands: createCommands,
  run,
};
