/** `kubectl create --edit`: each object is opened in the editor before it is created. Mirrors kubectl pkg/cmd/create/create.go RunEditOnCreate. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { fieldValidationOf } from '../../dry-run.ts';
import { withLastApplied } from '../../last-applied.ts';
import { formatOf, objectPrinter } from '../../printers/index.ts';
import { namePrinter } from '../../printers/name.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { visitResources } from '../../resource-args.ts';
import { editObjects } from '../edit/session.ts';

/** Creates what was saved in the editor. */
async function send(
  context: CommandContext,
  { resource, namespace }: FetchedInfo,
  edited: KubeObject,
): Promise<void> {
  const draft = context.flags.bool('save-config') ? withLastApplied(edited) : edited;
  const made = await context.api.create(resource, namespace, draft, {
    fieldManager: 'kubectl-create',
    fieldValidation: fieldValidationOf(context),
  });
  const format = formatOf(context);
  const printer = (format ? objectPrinter(context, format) : undefined) ?? namePrinter('created');
  await context.out(printer.print(made));
}

/** Edits and creates the objects of the files, one after the other. */
export async function editThenCreate(context: CommandContext): Promise<undefined> {
  const { flags } = context;
  await visitResources(
    context,
    {
      filenames: flags.list('filename'),
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      continueOnError: true,
    },
    async (info) => void (await editObjects(context, [info], send)),
  );
  return undefined;
}
