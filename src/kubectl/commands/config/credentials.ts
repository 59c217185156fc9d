/** `kubectl config set-credentials`. Mirrors kubectl pkg/cmd/config/set_credentials.go. */
import { encodeBase64 } from '#resources/base64.ts';
import type { Command, CommandContext } from '../../command.ts';
import { isFileError, KubectlError, usageError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';
import { kubeconfigPath } from '../../kubeconfig.ts';
import { absolutePath } from '../../paths.ts';
import { saveConfig, withEntry } from './store.ts';

const text = (name: string, help: string): Flag => ({ name, type: 'string', help });
const lacking = (name: string, type: Flag['type']): Flag => ({
  name,
  type,
  help: 'Not simulated here.',
  notSimulated: 'this kind of credentials',
});

type User = Readonly<Record<string, unknown>>;

const FILES = ['client-certificate', 'client-key'] as const;

/** A path as the kubeconfig keeps it: relative to its folder when it is below. */
function keptPath(context: CommandContext, path: string): string {
  const file = kubeconfigPath(context.host, context.flags.string('kubeconfig'));
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const absolute = absolutePath(context.host, path);
  return absolute.startsWith(folder) ? absolute.slice(folder.length) : absolute;
}

function embedded({ host }: CommandContext, name: string, path: string): string {
  try {
    return encodeBase64(host.files.read(absolutePath(host, path)));
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new KubectlError(
      `could not stat ${name} file ${path}: stat ${path}: no such file or directory`,
    );
  }
}

/** The user with the certificate and key given, as files or in the kubeconfig itself. */
function withFiles(context: CommandContext, user: User): User {
  const { flags } = context;
  const isEmbedded = flags.bool('embed-certs');
  const given = FILES.filter((name) => flags.changed(name));
  if (isEmbedded && given.length === 0)
    throw new KubectlError('you must specify a --client-certificate or --client-key to embed');
  let next = user;
  for (const name of given) {
    const path = flags.string(name);
    const { [name]: _file, [`${name}-data`]: _data, ...rest } = next;
    const entry = isEmbedded
      ? { [`${name}-data`]: embedded(context, name, path) }
      : { [name]: keptPath(context, path) };
    next = path ? { ...rest, ...entry } : rest;
  }
  return next;
}

function withSecrets({ flags }: CommandContext, user: User): User {
  const isToken = flags.string('token') !== '';
  const isBasic = flags.string('username') !== '' || flags.string('password') !== '';
  if (isToken && isBasic)
    throw new KubectlError(
      'you cannot specify more than one authentication method at the same time: --token, --username/--password',
    );
  const { token, username, password, ...rest } = user;
  const kept = isToken
    ? { token }
    : isBasic
      ? { username, password }
      : { token, username, password };
  const names = ['token', 'username', 'password'].filter((name) => flags.changed(name));
  const given = Object.fromEntries(names.map((name) => [name, flags.string(name)]));
  const all: User = { ...rest, ...kept, ...given };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function run(context: CommandContext): Promise<undefined> {
  const { args, path, kubeconfig } = context;
  const [name, ...more] = args;
  if (name === undefined || more.length > 0)
    throw usageError(path, `Unexpected args: [${args.join(' ')}]`);
  const old = kubeconfig.users.find((entry) => entry.name === name);
  const user = withFiles(context, withSecrets(context, old?.user ?? {}));
  saveConfig(context, { ...kubeconfig, users: withEntry(kubeconfig.users, { name, user }) });
  await context.out(`User ${JSON.stringify(name)} set.\n`);
  return undefined;
}

export const setCredentials: Command = {
  name: 'set-credentials',
  use: 'set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password]',
  short: 'Set a user entry in kubeconfig',
  flags: [
    text('client-certificate', 'File with the client certificate.'),
    text('client-key', "File with the certificate's key."),
    { name: 'embed-certs', type: 'bool', help: 'Puts certificate and key into the kubeconfig.' },
    text('password', 'Password for basic authentication.'),
    text('token', 'Bearer token to authenticate with.'),
    text('username', 'Name for basic authentication.'),
    lacking('auth-provider', 'string'),
    lacking('auth-provider-arg', 'stringSlice'),
    lacking('exec-api-version', 'string'),
    lacking('exec-arg', 'stringSlice'),
    lacking('exec-command', 'string'),
    lacking('exec-env', 'stringArray'),
    lacking('exec-interactive-mode', 'string'),
    lacking('exec-provide-cluster-info', 'bool'),
  ],
  run,
};
