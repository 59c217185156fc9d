/** `kubectl config set-context` and `use-context`. Mirrors kubectl pkg/cmd/config/{set_context,use_context}.go. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { contextFields, shaped } from '../../kubeconfig-fields.ts';
import { onlyArgument, unexpectedArgs } from './arguments.ts';
import { modifyConfig, withEntry } from './modify.ts';

export const useContext: Command = {
  name: 'use-context',
  aliases: ['use'],
  use: 'use-context CONTEXT_NAME',
  short: 'Set the current-context in a kubeconfig file',
  long: 'Set the current-context in a kubeconfig file.',
  examples: `# Use the context of another cluster from now on
kubectl config use-context old`,
  run: async (context) => {
    const name = await onlyArgument(context);
    if (!name) throw new KubectlError('empty context names are not allowed');
    if (!context.kubeconfig.contexts.some((entry) => entry.name === name))
      throw new KubectlError(`no context exists with the name: ${JSON.stringify(name)}`);
    modifyConfig(context, { ...context.kubeconfig, 'current-context': name });
    await context.out(`Switched to context ${JSON.stringify(name)}.\n`);
    return undefined;
  },
};

function nameOf({ args, flags, kubeconfig }: CommandContext): string {
  const [name = ''] = args;
  const isCurrent = flags.bool('current');
  if (!name && !isCurrent)
    throw new KubectlError('you must specify a non-empty context name or --current');
  if (name && isCurrent)
    throw new KubectlError('you cannot specify both a context name and --current');
  if (isCurrent && !kubeconfig['current-context'])
    throw new KubectlError('no current context is set');
  return isCurrent ? kubeconfig['current-context'] : name;
}

async function runSetContext(context: CommandContext): Promise<undefined> {
  const { args, flags, kubeconfig } = context;
  if (args.length > 1) throw await unexpectedArgs(context);
  const name = nameOf(context);
  const old = kubeconfig.contexts.find((entry) => entry.name === name);
  const given = ['cluster', 'user', 'namespace'].filter((one) => flags.changed(one));
  const changes = Object.fromEntries(given.map((one) => [one, flags.string(one)]));
  const entry = { ...old, name, context: shaped(contextFields, { ...old?.context, ...changes }) };
  modifyConfig(context, { ...kubeconfig, contexts: withEntry(kubeconfig.contexts, entry) });
  await context.out(`Context ${JSON.stringify(name)} ${old ? 'modified' : 'created'}.\n`);
  return undefined;
}

export const setContext: Command = {
  name: 'set-context',
  use: 'set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  short: 'Set a context entry in kubeconfig',
  long: `Set a context entry in kubeconfig.

Of a name that exists, only the given fields change.`,
  examples: `# Another user for the context old, the rest as it is
kubectl config set-context old --user=ann

# Use another namespace from now on
kubectl config set-context --current --namespace=kube-system`,
  flags: [
    { name: 'cluster', type: 'string', help: 'Cluster of the context.' },
    { name: 'current', type: 'bool', help: 'Changes the current context.' },
    { name: 'namespace', short: 'n', type: 'string', help: 'Namespace of the context.' },
    { name: 'user', type: 'string', help: 'User of the context.' },
  ],
  run: runSetContext,
};
