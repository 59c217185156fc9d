/** `kubectl explain`. Mirrors kubectl pkg/cmd/explain; this cluster's API describes its fields without prose. */
import type { Command, CommandContext } from '../command.ts';
import { type ApiResource, groupVersionOf } from '../discovery.ts';
import { KubectlError } from '../errors.ts';
import { type ApiSchema, schemasOf } from './explain/documents.ts';
import { explained } from './explain/render.ts';

/** "deployment.spec.replicas" ⇒ its resource and the path of the field. */
async function readPath(
  { api, flags }: CommandContext,
  text: string,
): Promise<{ readonly resource: ApiResource; readonly path: readonly string[] }> {
  const [name = '', ...path] = text.split('.').map((part) => part.replace(/\[.*\]$/, ''));
  const discovery = await api.discover();
  const resource = discovery.find(name);
  if (!resource)
    throw new KubectlError(`the server doesn't have a resource type "${name}"`, { plain: true });
  const version = flags.string('api-version');
  if (!version) return { resource, path };
  const other = discovery.ofKind(version, resource.kind);
  if (!other)
    throw new KubectlError(`couldn't find resource for "${version}, Kind=${resource.kind}"`);
  return { resource: other, path };
}

/** `GROUP:      apps` and so on. */
function head({ group, kind, version }: ApiResource): string {
  return `${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`;
}

const isOf =
  ({ group, version, kind }: ApiResource) =>
  (schema: ApiSchema): boolean =>
    (schema['x-kubernetes-group-version-kind'] ?? []).some(
      (one) => one.group === group && one.version === version && one.kind === kind,
    );

async function run(context: CommandContext): Promise<undefined> {
  const { args, api, flags } = context;
  const [text] = args;
  if (text === undefined)
    throw new KubectlError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  if (args.length > 1)
    throw new KubectlError(
      "We accept only this format: explain RESOURCE\nSee 'kubectl explain -h' for help and examples",
    );
  const { resource, path } = await readPath(context, text);
  const groupVersion = groupVersionOf(resource);
  const schemas = await schemasOf(api, `${resource.group ? 'apis' : 'api'}/${groupVersion}`);
  const schema = Object.values(schemas ?? {}).find(isOf(resource));
  if (!schemas || !schema) {
    throw new KubectlError(`couldn't find resource for "${groupVersion}, Kind=${resource.kind}"`);
  }
  await context.out(head(resource));
  const said = explained(schema, path, { schemas, recursive: flags.bool('recursive') });
  if (said === undefined) throw new KubectlError(`field "${path.at(-1)}" does not exist`);
  await context.out(`${said}\n`);
  return undefined;
}

export const explain: Command = {
  name: 'explain',
  group: 'Basic Commands (Intermediate)',
  use: 'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
  short: 'Get documentation for a resource',
  long: `Describe fields and structure of various resources.

Fields are named by their path: <type>.<fieldName>[.<fieldName>]

This cluster knows which fields there are, but not their descriptions.`,
  examples: `# What is a pod?
kubectl explain pods

# What is a container of a pod?
kubectl explain pod.spec.containers`,
  flags: [
    { name: 'api-version', type: 'string', help: 'Uses this version of the API, as apps/v1.' },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      default: "'plaintext'",
      help: 'Format to render the schema in. Valid values are: (plaintext, plaintext-openapiv2).',
    },
    { name: 'recursive', type: 'bool', help: 'Prints the names of all fields below.' },
  ],
  run,
};
