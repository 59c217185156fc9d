/** `kubectl apply edit-last-applied`. Mirrors kubectl pkg/cmd/util/editor/editoptions.go ApplyEditMode. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { fieldValidationOf } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import { fieldManagerFlag, filenameFlags, printFlags, validateFlag } from '../../flag-sets.ts';
import { lastAppliedOf } from '../../last-applied.ts';
import { namePrinter } from '../../printers/name.ts';
import { type FetchedInfo, readInfos } from '../../resource-args.ts';
import { editObjects } from '../edit/session.ts';
import { annotationPatch } from './last-applied.ts';

/** Keeps an edited configuration in the annotation. */
async function sendAnnotation(
  context: CommandContext,
  info: FetchedInfo,
  edited: KubeObject,
): Promise<void> {
  const tell = (operation: string): Promise<void> =>
    context.out(namePrinter(operation).print(edited));
  if (isEqual(info.object, edited)) return tell('skipped');
  const { resource, namespace, name } = info;
  await context.api.patch(resource, namespace, name, 'merge', annotationPatch(edited), {
    fieldManager: context.flags.string('field-manager'),
    fieldValidation: fieldValidationOf(context),
  });
  return tell('edited');
}

/** The configurations last applied, as objects of their own. */
const configurations = (infos: readonly FetchedInfo[]): readonly FetchedInfo[] =>
  infos.flatMap((info) => {
    const text = lastAppliedOf(info.object);
    return text === undefined ? [] : [{ ...info, object: JSON.parse(text) as KubeObject }];
  });

async function run(context: CommandContext): Promise<number> {
  const { flags, args } = context;
  const { infos, errors } = await readInfos(context, {
    args,
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    latest: true,
    validate: false,
  });
  if (errors[0]) throw errors[0];
  const applied = configurations(infos);
  if (applied.length > 0) return editObjects(context, applied, sendAnnotation);
  throw new KubectlError(
    'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
  );
}

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  use: 'edit-last-applied (RESOURCE/NAME | -f FILENAME)',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  long: `Opens the manifest that apply remembers of an object (its last-applied-configuration annotation) in an editor.

The editor is the one that KUBE_EDITOR or EDITOR names, else vi. Only the annotation changes: the object stays as it is until the next kubectl apply.`,
  examples: `# Edit the last-applied-configuration annotation of a deployment
kubectl apply edit-last-applied deployment/web

# Edit it as JSON
kubectl apply edit-last-applied deployment/web -o json`,
  flags: [
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('to use to edit the resource.'),
    ...printFlags,
    validateFlag,
    { name: 'windows-line-endings', type: 'bool', help: 'Line endings of Windows.' },
  ],
  run,
};
