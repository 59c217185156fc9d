/** `kubectl create secret docker-registry` */
import { encodeBase64 } from '#resources/base64.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { goJson } from '../../printers/go-json.ts';
import { appendHashFlag } from './data-flags.ts';
import { generatorCommand } from './generator.ts';
import { secretData, secretName, secretResource } from './secret-generic.ts';

const KEY = '.dockerconfigjson';

/** The text of `~/.docker/config.json` for one registry. */
function dockerConfig({ flags }: CommandContext): string {
  const username = flags.string('docker-username');
  const password = flags.string('docker-password');
  const email = flags.string('docker-email');
  const entry = {
    username,
    password,
    ...(email ? { email } : {}),
    auth: encodeBase64(`${username}:${password}`),
  };
  return goJson({ auths: { [flags.string('docker-server')]: entry } }, { keepOrder: true });
}

export const dockerRegistrySecretCommand = generatorCommand({
  name: 'docker-registry',
  use: 'docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]',
  short: 'Create a secret for use with a Docker registry',
  examples: `# Without a .dockercfg file
kubectl create secret docker-registry login --docker-server=registry.example.com --docker-username=ann --docker-password=secret --docker-email=ann@example.com`,
  flags: [
    { name: 'docker-username', type: 'string', help: 'User of the registry.' },
    { name: 'docker-password', type: 'string', help: "The user's password." },
    { name: 'docker-email', type: 'string', help: "The user's e-mail address." },
    {
      name: 'docker-server',
      type: 'string',
      default: "'https://index.docker.io/v1/'",
      help: 'Address of the registry.',
    },
    {
      name: 'from-file',
      type: 'stringSlice',
      default: '[]',
      help: `A file with the configuration; its key is ${KEY}.`,
    },
    appendHashFlag('secret'),
  ],
  requiresName: true,
  resource: secretResource,
  failure: 'failed to create secret ',
  make: (context, meta) => {
    const { flags } = context;
    const files = flags.list('from-file');
    const account = ['docker-username', 'docker-password', 'docker-server'];
    if (files.length === 0 && account.some((name) => flags.string(name) === ''))
      throw new KubectlError(
        'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
      );
    const keyed = files.map((file) => (file.includes('=') ? file : `${KEY}=${file}`));
    const type = 'kubernetes.io/dockerconfigjson';
    const made =
      files.length > 0
        ? secretData(context, { files: keyed, literals: [], envFiles: [] })
        : { data: { [KEY]: encodeBase64(dockerConfig(context)) } };
    return { metadata: meta({ name: secretName(context, type, made.data) }), ...made, type };
  },
});
