/** `kubectl create token` Mirrors kubectl pkg/cmd/create/create_token.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { isExpected, KubectlError, usageError } from '../../errors.ts';
import { printFlags } from '../../flag-sets.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';
import { asResource } from './generator.ts';

const boundKinds = ['Node', 'Pod', 'Secret'];

const accounts = asResource({
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
  namespaced: true,
});

function nameOf({ args, path }: CommandContext): string {
  const [name] = args;
  if (args.length !== 1 || name === undefined)
    throw usageError(path, `exactly one NAME is required, got ${args.length}`);
  if (name === '') throw new KubectlError('service account name is required');
  return name;
}

/** What the token is bound to. */
function boundObject({ flags }: CommandContext): JsonObject {
  const [kind, name, uid] = [
    flags.string('bound-object-kind'),
    flags.string('bound-object-name'),
    flags.string('bound-object-uid'),
  ];
  const alone = name ? '--bound-object-name' : uid ? '--bound-object-uid' : '';
  if (!kind && alone)
    throw new KubectlError(`${alone} can only be set if --bound-object-kind is provided`);
  if (!kind) return {};
  if (!boundKinds.includes(kind))
    throw new KubectlError(`supported --bound-object-kind values are ${boundKinds.join(', ')}`);
  if (!name)
    throw new KubectlError('--bound-object-name is required if --bound-object-kind is provided');
  const reference = { kind, apiVersion: 'v1', name, ...(uid ? { uid } : {}) };
  return { boundObjectRef: reference };
}

function specOf(context: CommandContext): JsonObject {
  const { flags } = context;
  const durationMs = flags.durationMs('duration');
  if (durationMs < 0) throw new KubectlError('--duration must be greater than or equal to 0');
  if (durationMs % 1000 !== 0)
    throw new KubectlError('--duration cannot be expressed in units less than seconds');
  const audiences = flags.list('audience');
  if (audiences.includes('')) throw new KubectlError('--audience must not be an empty string');
  return {
    audiences,
    ...(durationMs > 0 ? { expirationSeconds: durationMs / 1000 } : {}),
    ...boundObject(context),
  };
}

type Answer = KubeObject & { readonly status?: { readonly token?: string } };

async function request(context: CommandContext, name: string): Promise<Answer> {
  const body = { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: {} };
  const spec = specOf(context);
  const place = { name, subresource: 'token' };
  try {
    return await context.api.create(accounts, context.namespace, { ...body, spec }, place);
  } catch (error) {
    if (!isExpected(error)) throw error;
    throw new KubectlError(`failed to create token: ${error.message}`);
  }
}

async function run(context: CommandContext): Promise<undefined> {
  const format = formatOf(context);
  const printer = format ? objectPrinter(context, format) : undefined;
  if (format && !printer) throw unknownFormat(format, basicFormats);
  const answer = await request(context, nameOf(context));
  const token = answer.status?.token;
  if (!token) throw new KubectlError('failed to create token: no token in server response');
  if (printer) await context.out(printer.print(answer));
  else await context.out(context.host.stdout.isTerminal ? `${token}\n` : token);
  return undefined;
}

export const tokenCommand: Command = {
  name: 'token',
  use: 'token SERVICE_ACCOUNT_NAME',
  short: 'Request a service account token',
  examples: `# A token to be the service account robot of this namespace with
kubectl create token robot

# One that ends sooner
kubectl create token robot --duration 10m

# For somebody else than the API server
kubectl create token robot --audience https://example.com

# One that ends with a Secret
kubectl create token robot --bound-object-kind Secret --bound-object-name robot-token`,
  flags: [
    {
      name: 'audience',
      type: 'stringArray',
      default: '[]',
      help: 'Whom the token is for; the API server when nobody is named.',
    },
    { name: 'bound-object-kind', type: 'string', help: 'Node, Pod or Secret to bind it to.' },
    { name: 'bound-object-name', type: 'string', help: 'Name of what to bind it to.' },
    { name: 'bound-object-uid', type: 'string', help: 'UID of what to bind it to.' },
    { name: 'duration', type: 'duration', default: '0s', help: 'How long the token is good.' },
    ...printFlags,
  ],
  run,
};
