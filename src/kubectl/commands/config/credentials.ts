/** `kubectl config set-credentials`. Mirrors kubectl pkg/cmd/config/set_credentials.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';
import { shaped, userFields } from '../../kubeconfig-fields.ts';
import { parsePairs } from '../set/pairs.ts';
import { embedded, onlyArgument } from './arguments.ts';
import { withPlugins } from './credential-plugins.ts';
import { keptPath, modifyConfig, withEntry } from './modify.ts';

const FILES = ['client-certificate', 'client-key'] as const;
const INTERACTIVE = ['IfAvailable', 'Always', 'Never'];

function checkMethods({ flags }: CommandContext): void {
  const methods = [
    ...(flags.string('token') ? ['--token'] : []),
    ...(flags.string('username') || flags.string('password') ? ['--username/--password'] : []),
  ];
  if (methods.length > 1)
    throw new KubectlError(
      `you cannot specify more than one authentication method at the same time: ${methods.join(', ')}`,
    );
}

function validate(context: CommandContext, name: string): void {
  const { flags } = context;
  if (!name) throw new KubectlError('you must specify a non-empty user name');
  checkMethods(context);
  const given = FILES.filter((file) => flags.string(file));
  if (flags.bool('embed-certs')) {
    if (given.length === 0)
      throw new KubectlError('you must specify a --client-certificate or --client-key to embed');
    for (const file of given) embedded(context, file, flags.string(file));
  }
  const mode = flags.string('exec-interactive-mode');
  if (flags.changed('exec-interactive-mode') && !INTERACTIVE.includes(mode))
    throw new KubectlError('invalid interactive mode type, can be only IfAvailable, Never, Always');
}

/** Certificate and key, as files or in the kubeconfig itself. */
function filesOf(context: CommandContext, origin: { readonly origin?: string }): JsonObject {
  const { flags } = context;
  const entry = { name: '', ...origin };
  const fields = FILES.filter((file) => flags.changed(file)).map((file): JsonObject => {
    const path = flags.string(file);
    return flags.bool('embed-certs')
      ? { [file]: '', [`${file}-data`]: path ? embedded(context, file, path) : '' }
      : { [file]: keptPath(context, path || '.', entry), [`${file}-data`]: '' };
  });
  return Object.assign({}, ...fields) as JsonObject;
}

/** Token, name and password: one way of logging in ends the other. */
function secretsOf({ flags }: CommandContext): JsonObject {
  const given = ['token', 'username', 'password'].filter((name) => flags.changed(name));
  const fields = Object.fromEntries(given.map((name) => [name, flags.string(name)]));
  if (fields['token']) return { ...fields, username: '', password: '' };
  return fields['username'] || fields['password'] ? { ...fields, token: '' } : fields;
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, kubeconfig } = context;
  const name = await onlyArgument(context, 'unexpected');
  const provider = parsePairs(flags.list('auth-provider-arg'), 'auth-provider-arg', true);
  const env = parsePairs(flags.list('exec-env'), 'exec-env', true);
  validate(context, name);
  const old = kubeconfig.users.find((entry) => entry.name === name);
  const { exec, 'auth-provider': auth, ...rest } = old?.user ?? {};
  const user = shaped(userFields, {
    ...rest,
    ...filesOf(context, old ?? {}),
    ...secretsOf(context),
    ...withPlugins(context, { exec, 'auth-provider': auth }, { provider, env }),
  });
  const users = withEntry(kubeconfig.users, { ...old, name, user });
  modifyConfig(context, { ...kubeconfig, users });
  await context.out(`User ${JSON.stringify(name)} set.\n`);
  return undefined;
}

const text = (name: string, help: string): Flag => ({ name, type: 'string', help });

export const setCredentials: Command = {
  name: 'set-credentials',
  use: 'set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value]',
  short: 'Set a user entry in kubeconfig',
  long: `Set a user entry in kubeconfig.

Of a name that exists, only the given fields change. Token and name with password exclude each other. Programs that fetch credentials (--exec-command, --auth-provider) are kept in the file, but not run by this build.`,
  examples: `# Only the key of the user ann
kubectl config set-credentials ann --client-key=tls.key

# Keep the certificate in the kubeconfig itself
kubectl config set-credentials ann --client-certificate=tls.crt --embed-certs=true

# Log in with a token
kubectl config set-credentials robot --token="$(kubectl create token robot)"`,
  flags: [
    text('auth-provider', 'Auth provider of the user.'),
    {
      name: 'auth-provider-arg',
      type: 'stringSlice',
      default: '[]',
      help: 'Arguments of the auth provider, as key=value; key- takes one away.',
    },
    text('client-certificate', 'File with the client certificate.'),
    text('client-key', "File with the certificate's key."),
    { name: 'embed-certs', type: 'bool', help: 'Puts certificate and key into the kubeconfig.' },
    text('exec-api-version', 'API version of the program that fetches credentials.'),
    {
      name: 'exec-arg',
      type: 'stringSlice',
      default: '[]',
      help: 'Arguments of the program that fetches credentials, in place of those it had.',
    },
    text('exec-command', 'Program that fetches credentials.'),
    {
      name: 'exec-env',
      type: 'stringArray',
      default: '[]',
      help: 'Environment of that program, as key=value; key- takes one away.',
    },
    text('exec-interactive-mode', 'Whether it may ask: IfAvailable, Never or Always.'),
    {
      name: 'exec-provide-cluster-info',
      type: 'bool',
      help: 'Tells that program of the cluster.',
    },
    text('password', 'Password for basic authentication.'),
    text('token', 'Bearer token to authenticate with.'),
    text('username', 'Name for basic authentication.'),
  ],
  run,
};
