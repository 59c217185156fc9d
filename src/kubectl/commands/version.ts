/** `kubectl version`. Mirrors kubectl pkg/cmd/version/version.go. */
import type { Command, CommandContext } from '../command.ts';
import { isExpected, KubectlError } from '../errors.ts';
import { goJson } from '../printers/go-json.ts';
import { goYaml } from '../printers/yaml.ts';

/** The kubectl this one is modelled on, as it tells of itself. */
const clientVersion = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.2',
  gitCommit: 'fdc9d74cbf2da6754ebf81d56f80ae2948cd6425',
  gitTreeState: 'clean',
  buildDate: '2026-02-26T20:05:34Z',
  goVersion: 'go1.25.7',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const kustomizeVersion = 'v5.7.1';

type Versions = Readonly<Record<string, unknown>>;

function text(output: string, versions: Versions, server: string | undefined): string {
  if (output === 'json') return `${goJson(versions, { indent: '  ', keepOrder: true })}\n`;
  if (output === 'yaml') return `${goYaml(versions)}\n`;
  const lines = [
    `Client Version: ${clientVersion.gitVersion}`,
    `Kustomize Version: ${kustomizeVersion}`,
    ...(server === undefined ? [] : [`Server Version: ${server}`]),
  ];
  return `${lines.join('\n')}\n`;
}

interface Asked {
  readonly version?: { readonly gitVersion: string };
  readonly error?: Error;
}

/** The server's version, or why there is none: the client's is told all the same. */
async function askServer({ api }: CommandContext): Promise<Asked> {
  try {
    return { version: (await api.getPath('/version')) as { readonly gitVersion: string } };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { error };
  }
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  const clientOnly = flags.bool('client');
  if (args.length > 0 && !clientOnly)
    throw new KubectlError(`extra arguments: [${args.join(' ')}]`);
  const output = flags.string('output');
  if (output && output !== 'yaml' && output !== 'json')
    throw new KubectlError("--output must be 'yaml' or 'json'");
  const { version: server, error } = clientOnly ? ({} as Asked) : await askServer(context);
  const versions = {
    clientVersion,
    kustomizeVersion,
    ...(server ? { serverVersion: server } : {}),
  };
  await context.out(text(output, versions, server?.gitVersion));
  if (error) throw error;
  return undefined;
}

export const version: Command = {
  name: 'version',
  use: 'version [flags]',
  short: 'Print the client and server version information',
  long: 'Print the client and server version information for the current context.',
  examples: `# Versions of client and server
kubectl version`,
  flags: [
    { name: 'client', type: 'bool', help: "Only the client's version; the server is not asked." },
    { name: 'output', short: 'o', type: 'string', help: "One of 'yaml' or 'json'." },
  ],
  run,
};
