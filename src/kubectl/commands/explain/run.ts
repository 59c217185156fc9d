/** What `kubectl explain` does. Mirrors kubectl pkg/cmd/explain/explain.go and pkg/explain/v2/explain.go. */
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { definitionsOf, documentOf, type Gvk, schemaOfKind } from './documents.ts';
import { type Explained, readFieldPath, readPlainFieldPath } from './field-path.ts';
import { explained } from './plaintext.ts';
import { explainedV2 } from './plaintext-v2.ts';

/** "autoscaling/v1" ⇒ its group and version. Mirrors apimachinery schema.ParseGroupVersion. */
function parseGroupVersion(text: string): { readonly group: string; readonly version: string } {
  const parts = text.split('/');
  if (parts.length > 2) throw new KubectlError(`unexpected GroupVersion string: ${text}`);
  const [version = '', group = ''] = parts.reverse();
  return { group, version };
}

const printGroupVersion = ({ group, version }: Pick<Gvk, 'group' | 'version'>): string =>
  `${group}/${version}`;

async function inVersion2(context: CommandContext, { resource, path }: Explained): Promise<void> {
  const { api, flags } = context;
  const asked = flags.string('api-version');
  const { kind } = resource;
  const gvk = { ...(asked ? parseGroupVersion(asked) : resource), kind };
  const schemas = await definitionsOf(api);
  const schema = schemaOfKind(schemas, gvk);
  if (!schema)
    throw new KubectlError(`couldn't find resource for "${printGroupVersion(gvk)}, Kind=${kind}"`);
  const recursive = flags.bool('recursive');
  await context.out(explainedV2(schema, path, { schemas, gvk, recursive }));
}

async function inVersion3(context: CommandContext, { resource, path }: Explained): Promise<void> {
  const { api, flags } = context;
  const asked = flags.string('api-version');
  const { group, version } = asked ? parseGroupVersion(asked) : resource;
  const name = `${printGroupVersion({ group, version })}, Resource=${resource.plural}`;
  const document = await documentOf(api, group ? `apis/${group}/${version}` : `api/${version}`);
  if (!document) throw new KubectlError(`couldn't find resource for "${name}"`);
  const output = flags.string('output');
  if (output !== 'plaintext') throw new KubectlError(`unrecognized format: ${output}`);
  const discovery = await api.discover();
  const gvk = discovery.resources.find(
    (one) => one.group === group && one.version === version && one.plural === resource.plural,
  );
  if (!gvk) throw new KubectlError(`GVR (${name}) not found in OpenAPI schema`);
  const { schemas } = document.components;
  const schema = schemaOfKind(schemas, gvk);
  if (!schema) throw new KubectlError(`GVK ${gvk.kind} not found in OpenAPI schema`);
  const head = `${group ? `GROUP:      ${group}\n` : ''}KIND:       ${gvk.kind}\nVERSION:    ${version}\n\n`;
  await context.out(head);
  const said = explained(schema, path, { schemas, recursive: flags.bool('recursive') });
  if (said === undefined) throw new KubectlError(`field "${path.at(-1)}" does not exist`);
  await context.out(`${said}\n`);
}

export async function run(context: CommandContext): Promise<undefined> {
  const { args, api, flags } = context;
  const [text] = args;
  if (text === undefined)
    throw new KubectlError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  if (args.length > 1) throw new KubectlError('We accept only this format: explain RESOURCE\n');
  const discovery = await api.discover();
  const read = flags.string('api-version') ? readPlainFieldPath : readFieldPath;
  const found = read(discovery, text);
  if (flags.string('output') === 'plaintext-openapiv2') await inVersion2(context, found);
  else await inVersion3(context, found);
  return undefined;
}
