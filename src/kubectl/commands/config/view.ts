/** `kubectl config view`. Mirrors kubectl pkg/cmd/config/view.go. */
import type { Command, CommandContext } from '../../command.ts';
import { printFlags } from '../../flag-sets.ts';
import { currentContext, type Kubeconfig } from '../../kubeconfig.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';

const secrets = new Set(['token', 'password', 'client-certificate-data', 'client-key-data']);
const redacted = (name: string): string => (name.endsWith('-data') ? 'DATA+OMITTED' : 'REDACTED');

/** Without what nobody should read over a shoulder. */
function withoutSecrets(config: Kubeconfig): Kubeconfig {
  const hide = (map: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(map).map(([name, value]) => [
        name,
        secrets.has(name) || name === 'certificate-authority-data' ? redacted(name) : value,
      ]),
    );
  return {
    ...config,
    clusters: config.clusters.map(({ name, cluster }) => ({ name, cluster: hide(cluster) })),
    users: config.users.map(({ name, user }) => ({ name, user: hide(user) })),
  };
}

/** Only what the current context needs. */
function minified({ flags }: CommandContext, config: Kubeconfig): Kubeconfig {
  const current = currentContext(config, flags.string('context'));
  return {
    ...config,
    'current-context': current.name,
    contexts: config.contexts.filter(({ name }) => name === current.name),
    clusters: config.clusters.filter(({ name }) => name === current.cluster),
    users: config.users.filter(({ name }) => name === current.user),
  };
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, kubeconfig } = context;
  const shown = flags.bool('minify') ? minified(context, kubeconfig) : kubeconfig;
  const format = formatOf(context) || 'yaml';
  const printer = objectPrinter(context, format);
  if (!printer) throw unknownFormat(format, basicFormats);
  await context.out(printer.print(flags.bool('raw') ? shown : withoutSecrets(shown)));
  return undefined;
}

export const view: Command = {
  name: 'view',
  use: 'view',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  examples: `# The configuration in use
kubectl config view

# The namespace of the current context
kubectl config view --minify -o jsonpath='{.contexts[0].context.namespace}'`,
  flags: [
    { name: 'flatten', type: 'bool', help: 'Puts files that are referred to into the output.' },
    {
      name: 'merge',
      type: 'string',
      default: "'true'",
      bare: 'true',
      help: 'Merges all kubeconfig files.',
    },
    { name: 'minify', type: 'bool', help: 'Leaves out what the current context does not use.' },
    ...printFlags,
    { name: 'raw', type: 'bool', help: 'Shows certificates and secrets as they are.' },
  ],
  run,
};
