/** A turn in the editor, and again while the result is refused. Mirrors kubectl pkg/cmd/util/editor/editoptions.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { CommandContext } from '../../command.ts';
import { groupVersionOf, qualifiedPlural } from '../../discovery.ts';
import { Exit, isExpected, KubectlError } from '../../errors.ts';
import { withLastApplied } from '../../last-applied.ts';
import { readManifest } from '../../manifest.ts';
import { goJson } from '../../printers/go-json.ts';
import { kyamlPrinter } from '../../printers/kyaml.ts';
import { namePrinter } from '../../printers/name.ts';
import { goYaml } from '../../printers/yaml.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { diffTrees, schemaOf, type Tree } from '../../strategic-diff.ts';
import { header, type Reason, reasonOf } from './header.ts';

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');

/** An object without managedFields, which nobody edits by hand. */
function editable({ metadata, ...rest }: KubeObject): KubeObject {
  const { managedFields: _, ...bare } = metadata;
  return { ...rest, metadata: bare };
}

function fileText(context: CommandContext, infos: readonly FetchedInfo[]): string {
  const objects = infos.map(({ object }) => editable(object));
  const [only] = objects;
  const whole =
    objects.length === 1 ? only : { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} };
  const format = context.flags.string('output');
  if (format === 'json') return `${goJson(whole, { indent: '    ' })}\n`;
  return format === 'kyaml' ? kyamlPrinter().print(whole as object) : goYaml(whole);
}

/** Opens the editor on a text; gives what was saved, and where. */
async function openEditor(
  context: CommandContext,
  text: string,
  turn: number,
): Promise<{ readonly text: string; readonly path: string }> {
  const { host } = context;
  const editor = host.env['KUBE_EDITOR'] || host.env['EDITOR'] || 'vi';
  const extension = context.flags.string('output') === 'json' ? 'json' : 'yaml';
  const id = String(Math.floor(host.clock.now()) + turn).slice(-10);
  const path = `/tmp/kubectl-edit-${id}.${extension}`;
  if (!host.files.stat('/tmp')) host.files.makeFolder('/tmp', { parents: true });
  host.files.write(path, text);
  const [name = editor] = editor.split(/\s+/);
  const nowhere = { isTerminal: false, write: async () => undefined };
  if ((await host.run(`command -v ${name}`, { stdout: nowhere })) !== 0)
    throw new KubectlError(`unable to launch the editor ${JSON.stringify(editor)}`);
  if ((await host.run(`${editor} ${path}`)) !== 0)
    throw new KubectlError(`there was a problem with the editor ${JSON.stringify(editor)}`);
  return { text: host.files.read(path), path };
}

/** What the edited file says, object by object. */
function readEdited(text: string): readonly KubeObject[] {
  return [...readManifest(text, 'edited-file')].flatMap(({ value }) => {
    const { items, kind } = value;
    const isList = Array.isArray(items) && kind === 'List';
    return (isList
      ? (items as readonly JsonObject[])
      : [value]) as unknown as readonly KubeObject[];
  });
}

const isSame = (a: KubeObject, b: KubeObject): boolean =>
  a.kind === b.kind && a.apiVersion === b.apiVersion && a.metadata.name === b.metadata?.name;

/** What becomes of one object that was edited. */
export type SendEdited = (
  context: CommandContext,
  info: FetchedInfo,
  edited: KubeObject,
) => Promise<void>;

/** Sends one object's changes. */
async function sendPatch(
  context: CommandContext,
  info: FetchedInfo,
  edited: KubeObject,
): Promise<void> {
  const { resource, namespace, name } = info;
  const before = editable(info.object);
  const next = context.flags.bool('save-config') ? withLastApplied(edited) : edited;
  const tell = (object: KubeObject, operation: string): Promise<void> =>
    context.out(namePrinter(operation).print(object));
  if (isEqual(before, next)) return tell(info.object, 'skipped');
  const schema = schemaOf(groupVersionOf(resource), resource.kind);
  const patch = diffTrees(before as unknown as Tree, next as unknown as Tree, schema);
  if (!isSame(before, next))
    throw new KubectlError('At least one of apiVersion, kind and name was changed');
  if (context.flags.bool('output-patch')) await context.out(`Patch: ${goJson(patch)}\n`);
  const saved = await context.api.patch(
    resource,
    namespace,
    name,
    schema ? 'strategic' : 'merge',
    patch,
    {
      fieldManager: context.flags.string('field-manager'),
      fieldValidation: 'Strict',
      subresource: context.flags.string('subresource'),
    },
  );
  return tell(saved, 'edited');
}

/** Sends every object's changes; gives the reasons of those to be edited again. */
async function save(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  edited: readonly KubeObject[],
  path: string,
  send: SendEdited,
): Promise<readonly Reason[]> {
  const reasons: Reason[] = [];
  for (const object of edited) {
    const uid = object.metadata?.uid;
    const info = infos.find((entry) => entry.object.metadata.uid === uid);
    if (!info) throw new KubectlError(`no original object found for ${goJson(object)}`);
    try {
      await send(context, info, object);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      await refused(context, info, error, path);
      reasons.push(reasonOf(error, info));
    }
  }
  return reasons;
}

/** Tells of a refusal; what cannot be mended in the editor ends here. */
async function refused(
  context: CommandContext,
  info: FetchedInfo,
  error: StatusError,
  path: string,
): Promise<void> {
  const called = `${qualifiedPlural(info.resource)} "${info.name}"`;
  if (error.reason === 'Invalid' || error.reason === 'BadRequest') {
    await context.err(`error: ${called} is invalid\n`);
    return;
  }
  if (error.reason === 'NotFound') {
    await context.err(
      `error: ${called} could not be found on the server\nThe edits you made on deleted resources have been saved to "${path}"\n`,
    );
    throw new Exit(1);
  }
  await context.err(
    `error: ${called} could not be patched: ${error.message}\nYou can run \`kubectl replace -f ${path}\` to try this update again.\n`,
  );
  throw new Exit(1);
}

/** A failure after the file was saved: the learner's text is kept. */
async function preserved(context: CommandContext, path: string, error: unknown): Promise<never> {
  if (isExpected(error) && !(error instanceof Exit))
    await context.err(`A copy of your changes has been stored to "${path}"\n`);
  throw error;
}

/** Edits until the objects are saved or given up. */
export async function editObjects(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  send: SendEdited = sendPatch,
): Promise<number> {
  const { files } = context.host;
  const original = fileText(context, infos);
  let content = original;
  let reasons: readonly Reason[] = [];
  for (let turn = 0; ; turn += 1) {
    const failed = reasons.length > 0;
    // JSON has no comments.
    const head = context.flags.string('output') === 'json' ? '' : header(reasons);
    const opened = await openEditor(context, head + content, turn);
    const edited = withoutComments(opened.text);
    if (failed && edited === withoutComments(content))
      return preserved(
        context,
        opened.path,
        new KubectlError('Edit cancelled, no valid changes were saved.'),
      );
    if (edited === withoutComments(original)) {
      files.remove(opened.path);
      await context.err('Edit cancelled, no changes made.\n');
      return 0;
    }
    if (edited.trim() === '') {
      files.remove(opened.path);
      await context.err('Edit cancelled, saved file was empty.\n');
      return 0;
    }
    content = edited;
    try {
      reasons = await save(context, infos, readEdited(edited), opened.path, send);
    } catch (error) {
      if (!(error instanceof KubectlError) || !error.message.startsWith('error parsing'))
        return preserved(context, opened.path, error);
      reasons = [{ head: `The edited file had a syntax error: ${error.message}`, other: [] }];
    }
    if (reasons.length === 0) {
      files.remove(opened.path);
      return 0;
    }
  }
}
