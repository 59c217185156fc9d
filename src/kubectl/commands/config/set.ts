/** `kubectl config use-context | set-context | set-cluster | set-credentials | set | unset`. Mirrors kubectl pkg/cmd/config. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, usageError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';
import type { Kubeconfig } from '../../kubeconfig.ts';
import { saveConfig, withEntry } from './store.ts';

const oneName = ({ args, path }: CommandContext): string => {
  if (args.length !== 1 || !args[0]) throw usageError(path, `Unexpected args: [${args.join(' ')}]`);
  return args[0];
};
const text = (name: string, help: string): Flag => ({ name, type: 'string', help });

/** A flag about certificates, plugins and proxies: there is nothing in the lab for it to be about. */
const lacking = (name: string, type: Flag['type']): Flag => ({
  name,
  type,
  help: 'Not in this build.',
  notSimulated: 'this kind of connection',
});

/** What the flags say, without those that were not given. */
const given = ({ flags }: CommandContext, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.filter((name) => flags.changed(name)).map((name) => [name, flags.string(name)]),
  );

export const useContext: Command = {
  name: 'use-context',
  aliases: ['use'],
  use: 'use-context CONTEXT_NAME',
  short: 'Set the current-context in a kubeconfig file',
  run: async (context) => {
    const name = oneName(context);
    if (!context.kubeconfig.contexts.some((entry) => entry.name === name))
      throw new KubectlError(`no context exists with the name: ${JSON.stringify(name)}`);
    saveConfig(context, { ...context.kubeconfig, 'current-context': name });
    await context.out(`Switched to context ${JSON.stringify(name)}.\n`);
    return undefined;
  },
};

async function runSetContext(context: CommandContext): Promise<undefined> {
  const { kubeconfig, flags, args, path } = context;
  const current = flags.bool('current');
  if (current ? args.length > 0 : args.length !== 1)
    throw usageError(
      path,
      current ? `Unexpected args: [${args.join(' ')}]` : `Unexpected args: [${args.join(' ')}]`,
    );
  const name = current ? kubeconfig['current-context'] : (args[0] ?? '');
  if (!name) throw new KubectlError('no current context is set');
  const old = kubeconfig.contexts.find((entry) => entry.name === name);
  const entry = {
    name,
    context: { ...old?.context, ...given(context, ['cluster', 'namespace', 'user']) },
  };
  saveConfig(context, { ...kubeconfig, contexts: withEntry(kubeconfig.contexts, entry) });
  await context.out(`Context ${JSON.stringify(name)} ${old ? 'modified' : 'created'}.\n`);
  return undefined;
}

export const setContext: Command = {
  name: 'set-context',
  use: 'set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  short: 'Set a context entry in kubeconfig',
  examples: `# Use another namespace from now on
kubectl config set-context --current --namespace=kube-system`,
  flags: [
    text('cluster', 'Cluster of the context.'),
    { name: 'current', type: 'bool', help: 'Changes the current context.' },
    { name: 'namespace', short: 'n', type: 'string', help: 'Namespace of the context.' },
    text('user', 'User of the context.'),
  ],
  run: runSetContext,
};

export const setCluster: Command = {
  name: 'set-cluster',
  use: 'set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]',
  short: 'Set a cluster entry in kubeconfig',
  flags: [
    text('server', 'Address of the API server.'),
    lacking('certificate-authority', 'string'),
    lacking('embed-certs', 'bool'),
    lacking('insecure-skip-tls-verify', 'bool'),
    lacking('proxy-url', 'string'),
    lacking('tls-server-name', 'string'),
  ],
  run: async (context) => {
    const name = oneName(context);
    const { kubeconfig } = context;
    const old = kubeconfig.clusters.find((entry) => entry.name === name);
    const entry = { name, cluster: { ...old?.cluster, ...given(context, ['server']) } };
    saveConfig(context, { ...kubeconfig, clusters: withEntry(kubeconfig.clusters, entry) });
    await context.out(`Cluster ${JSON.stringify(name)} set.\n`);
    return undefined;
  },
};

const kinds = { contexts: 'context', clusters: 'cluster', users: 'user' } as const;

/** "contexts.reconcile.namespace" set to a value, or taken away when it is undefined. */
function withProperty(config: Kubeconfig, path: string, value: string | undefined): Kubeconfig {
  if (path === 'current-context') return { ...config, 'current-context': value ?? '' };
  const [list = '', name = '', ...rest] = path.split('.');
  const inner = kinds[list as keyof typeof kinds];
  const field = rest.join('.');
  if (!inner || !name || !field) throw new KubectlError(`unable to locate path ${path}`);
  const entries = config[list as keyof typeof kinds] as readonly { readonly name: string }[];
  const old = entries.find((entry) => entry.name === name) as
    | Readonly<Record<string, object>>
    | undefined;
  const { [field]: _, ...others } = (old?.[inner] ?? {}) as Record<string, unknown>;
  const next = value === undefined ? others : { ...others, [field]: value };
  return { ...config, [list]: withEntry(entries, { name, [inner]: next }) };
}

export const setValue: Command = {
  name: 'set',
  use: 'set PROPERTY_NAME PROPERTY_VALUE',
  short: 'Set an individual value in a kubeconfig file',
  flags: [{ ...lacking('set-raw-bytes', 'bool'), notSimulated: 'setting bytes' }],
  run: async (context) => {
    const [name, value, ...rest] = context.args;
    if (name === undefined || value === undefined || rest.length > 0)
      throw usageError(context.path, `Unexpected args: [${context.args.join(' ')}]`);
    saveConfig(context, withProperty(context.kubeconfig, name, value));
    await context.out(`Property ${JSON.stringify(name)} set.\n`);
    return undefined;
  },
};

export const unsetValue: Command = {
  name: 'unset',
  use: 'unset PROPERTY_NAME',
  short: 'Unset an individual value in a kubeconfig file',
  run: async (context) => {
    const name = oneName(context);
    saveConfig(context, withProperty(context.kubeconfig, name, undefined));
    await context.out(`Property ${JSON.stringify(name)} unset.\n`);
    return undefined;
  },
};
