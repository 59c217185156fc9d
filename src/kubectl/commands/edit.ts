/** `kubectl edit`. Mirrors kubectl pkg/cmd/edit/edit.go. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { fieldManagerFlag, filenameFlags, printFlags, validateFlag } from '../flag-sets.ts';
import { unknownFormat } from '../printers/index.ts';
import { readInfos } from '../resource-args.ts';
import { editObjects } from './edit/session.ts';

async function run(context: CommandContext): Promise<number> {
  const { flags, args } = context;
  const format = flags.string('output');
  if (!['', 'json', 'kyaml', 'yaml'].includes(format))
    throw unknownFormat(format, ['json', 'kyaml', 'yaml']);
  const { infos, errors } = await readInfos(context, {
    args,
    allowEmptySelector: true,
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    subresource: flags.string('subresource'),
    latest: true,
    validate: false,
  });
  if (errors[0]) throw errors[0];
  if (infos.length === 0) throw new KubectlError('edit cancelled, no objects found');
  return editObjects(context, infos);
}

export const edit: Command = {
  name: 'edit',
  group: 'Basic Commands (Intermediate)',
  use: 'edit (RESOURCE/NAME | -f FILENAME)',
  short: 'Edit a resource on the server',
  long: `Edit a resource from the default editor.

Any object that the command line tools can get may be edited, in the editor that KUBE_EDITOR or EDITOR names, else in vi. Several objects can be edited at once; changes are applied one object at a time.

The file is YAML; with -o json it is JSON.

When a change cannot be saved, the file is opened again with the reason at its head. When somebody else changed the object meanwhile, a copy of yours is kept in a temporary file.`,
  examples: `# Edit a service
kubectl edit service/web

# Use another editor
KUBE_EDITOR="nano" kubectl edit service/web

# Edit a deployment as JSON
kubectl edit deployment/web -o json`,
  flags: [
    fieldManagerFlag('kubectl-edit'),
    ...filenameFlags('that name the objects to edit.'),
    ...printFlags,
    { name: 'output-patch', type: 'bool', help: 'Prints the patch when an object was edited.' },
    {
      name: 'record',
      type: 'bool',
      hidden: true,
      help: 'Records the command.',
      deprecated: '--record will be removed in the future',
    },
    {
      name: 'save-config',
      type: 'bool',
      help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
    },
    { name: 'subresource', type: 'string', help: 'Edits this subresource of the object.' },
    validateFlag,
    { name: 'windows-line-endings', type: 'bool', help: 'Line endings of Windows.' },
  ],
  run,
};
