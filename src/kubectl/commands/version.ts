/** `kubectl version`. Mirrors kubectl pkg/cmd/version/version.go. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, usageError } from '../errors.ts';
import { goJson } from '../printers/go-json.ts';
import { goYaml } from '../printers/yaml.ts';

/** The kubectl this one is modelled on. It says nothing of its build. */
const clientVersion = { gitVersion: 'v1.35.2', major: '1', minor: '35' };
const kustomizeVersion = 'v5.7.1';

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args, api } = context;
  if (args.length > 0) throw usageError(context.path, `extra arguments: [${args.join(' ')}]`);
  const output = flags.string('output');
  if (output && output !== 'yaml' && output !== 'json')
    throw new KubectlError("--output must be 'yaml' or 'json'");
  const server = flags.bool('client')
    ? undefined
    : ((await api.getPath('/version')) as { readonly gitVersion: string });
  const versions = {
    clientVersion,
    kustomizeVersion,
    ...(server ? { serverVersion: server } : {}),
  };
  if (output === 'json')
    await context.out(`${goJson(versions, { indent: '  ', keepOrder: true })}\n`);
  else if (output === 'yaml') await context.out(goYaml(versions));
  else
    await context.out(
      `Client Version: ${clientVersion.gitVersion}\nKustomize Version: ${kustomizeVersion}\n${server ? `Server Version: ${server.gitVersion}\n` : ''}`,
    );
  return undefined;
}

export const version: Command = {
  name: 'version',
  use: 'version',
  short: 'Print the client and server version information for the current context',
  examples: `# Versions of client and server
kubectl version`,
  flags: [
    { name: 'client', type: 'bool', help: "Only the client's version; the server is not asked." },
    { name: 'output', short: 'o', type: 'string', help: "One of 'yaml' or 'json'." },
  ],
  run,
};
