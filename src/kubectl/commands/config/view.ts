/** `kubectl config view`. Mirrors kubectl pkg/cmd/config/view.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import { encodeBase64 } from '#resources/base64.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, usageError } from '../../errors.ts';
import { printFlags } from '../../flag-sets.ts';
import { emptyKubeconfig, type Kubeconfig, readKubeconfigFile } from '../../kubeconfig.ts';
import { absolutePath } from '../../paths.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';
import { printable } from './modify.ts';

const shown: Readonly<Record<string, string>> = {
  token: 'REDACTED',
  password: 'REDACTED',
  'client-certificate-data': 'DATA+OMITTED',
  'client-key-data': 'DATA+OMITTED',
  'certificate-authority-data': 'DATA+OMITTED',
};

const hidden = (map: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, shown[name] ?? value] as const),
  ) as JsonObject;

/** Without what nobody should read over a shoulder. Mirrors clientcmd/api/helpers.go RedactSecrets and ShortenConfig. */
const withoutSecrets = (config: Kubeconfig): Kubeconfig => ({
  ...config,
  clusters: config.clusters.map((entry) => ({ ...entry, cluster: hidden(entry.cluster) })),
  users: config.users.map((entry) => ({ ...entry, user: hidden(entry.user) })),
});

/** Only what the current context needs. Mirrors MinifyConfig. */
function minified({ flags }: CommandContext, config: Kubeconfig): Kubeconfig {
  const name = flags.string('context') || config['current-context'];
  if (!name) throw new KubectlError('current-context must exist in order to minify');
  const found = config.contexts.find((entry) => entry.name === name);
  if (!found) throw new KubectlError(`cannot locate context ${name}`);
  const { cluster, user } = found.context;
  const clusters = config.clusters.filter((entry) => entry.name === cluster);
  if (cluster && clusters.length === 0) throw new KubectlError(`cannot locate cluster ${cluster}`);
  const users = config.users.filter((entry) => entry.name === user);
  if (user && users.length === 0) throw new KubectlError(`cannot locate user ${user}`);
  return { ...config, 'current-context': name, contexts: [found], clusters, users };
}

/** A struct with the files it names read into it. */
function flattened(
  { host }: CommandContext,
  map: JsonObject,
  names: readonly string[],
  origin: string | undefined,
): JsonObject {
  const read = names.flatMap((name) => {
    const path = map[name];
    if (typeof path !== 'string' || !path) return [];
    if (map[`${name}-data`])
      throw new KubectlError('cannot have values for both path and contents');
    const folder = absolutePath(host, `${origin ?? ''}/..`);
    const absolute = absolutePath({ cwd: folder }, path);
    if (!host.files.stat(absolute))
      throw new KubectlError(`open ${absolute}: no such file or directory`);
    return [[`${name}-data`, encodeBase64(host.files.read(absolute))] as const];
  });
  const kept = Object.entries(map).filter(([name]) => !names.includes(name));
  return Object.fromEntries([...kept, ...read]) as JsonObject;
}

const CLIENT = ['client-certificate', 'client-key'];
const flatten = (context: CommandContext, config: Kubeconfig): Kubeconfig => ({
  ...config,
  users: config.users.map((entry) => ({
    ...entry,
    user: flattened(context, entry.user, CLIENT, entry.origin),
  })),
  clusters: config.clusters.map((entry) => ({
    ...entry,
    cluster: flattened(context, entry.cluster, ['certificate-authority'], entry.origin),
  })),
});

/** The configuration to show: all files merged, or only the one that is named. */
function loaded({ flags, host, kubeconfig }: CommandContext): Kubeconfig {
  const file = flags.string('kubeconfig');
  const merge = file && !flags.changed('merge') ? false : flags.bool('merge');
  if (merge) return kubeconfig;
  if (!file) throw new KubectlError('if merge==false a precise file must be specified');
  return readKubeconfigFile(host, file) ?? emptyKubeconfig;
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args, path } = context;
  if (args.length > 0) throw usageError(path, `unexpected arguments: [${args.join(' ')}]`);
  const format = formatOf(context);
  const printer = objectPrinter(context, format, { keepOrder: true });
  if (!printer) throw unknownFormat(format, basicFormats);
  const whole = loaded(context);
  const config = flags.bool('minify') ? minified(context, whole) : whole;
  const final = flags.bool('flatten')
    ? flatten(context, config)
    : flags.bool('raw')
      ? config
      : withoutSecrets(config);
  await context.out(printer.print(printable(final)));
  return undefined;
}

export const view: Command = {
  name: 'view',
  use: 'view [flags]',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  long: `Display merged kubeconfig settings or a specified kubeconfig file.

With --output jsonpath={...}, a part of it.`,
  examples: `# The configuration in use
kubectl config view

# Secrets and certificates too
kubectl config view --raw

# The namespace of the current context
kubectl config view --minify -o jsonpath='{.contexts[0].context.namespace}'`,
  flags: [
    { name: 'flatten', type: 'bool', help: 'Puts files that are referred to into the output.' },
    { name: 'merge', type: 'bool', default: 'true', help: 'Merges all kubeconfig files.' },
    { name: 'minify', type: 'bool', help: 'Leaves out what the current context does not use.' },
    ...printFlags.map((flag) => (flag.name === 'output' ? { ...flag, default: "'yaml'" } : flag)),
    { name: 'raw', type: 'bool', help: 'Shows certificates and secrets as they are.' },
  ],
  run,
};
