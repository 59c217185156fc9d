/** `kubectl config delete-context | delete-cluster | delete-user | rename-context`. Mirrors kubectl pkg/cmd/config. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, usageError } from '../../errors.ts';
import { configFile, saveConfig } from './store.ts';

type ListName = 'contexts' | 'clusters' | 'users';

async function remove(context: CommandContext, list: ListName, what: string): Promise<undefined> {
  const { args, kubeconfig, path } = context;
  const [name, ...rest] = args;
  if (name === undefined || rest.length > 0)
    throw usageError(path, `Unexpected args: [${args.join(' ')}]`);
  const entries = kubeconfig[list] as readonly { readonly name: string }[];
  const file = configFile(context);
  if (!entries.some((entry) => entry.name === name))
    throw new KubectlError(`cannot delete ${what} ${name}, not in ${file}`);
  if (list === 'contexts' && kubeconfig['current-context'] === name)
    await context.err(
      'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
    );
  saveConfig(context, { ...kubeconfig, [list]: entries.filter((entry) => entry.name !== name) });
  await context.out(`deleted ${what} ${name} from ${file}\n`);
  return undefined;
}

export const deleteContext: Command = {
  name: 'delete-context',
  use: 'delete-context NAME',
  short: 'Delete the specified context from the kubeconfig',
  run: (context) => remove(context, 'contexts', 'context'),
};
export const deleteCluster: Command = {
  name: 'delete-cluster',
  use: 'delete-cluster NAME',
  short: 'Delete the specified cluster from the kubeconfig',
  run: (context) => remove(context, 'clusters', 'cluster'),
};
export const deleteUser: Command = {
  name: 'delete-user',
  use: 'delete-user NAME',
  short: 'Delete the specified user from the kubeconfig',
  run: (context) => remove(context, 'users', 'user'),
};

export const renameContext: Command = {
  name: 'rename-context',
  use: 'rename-context CONTEXT_NAME NEW_NAME',
  short: 'Rename a context from the kubeconfig file',
  run: async (context) => {
    const { args, kubeconfig, path } = context;
    const [from, to, ...rest] = args;
    if (from === undefined || to === undefined || rest.length > 0)
      throw usageError(path, `Unexpected args: [${args.join(' ')}]`);
    const { contexts } = kubeconfig;
    if (!contexts.some(({ name }) => name === from))
      throw new KubectlError(
        `cannot rename the context ${JSON.stringify(from)}, it's not in ${configFile(context)}`,
      );
    if (contexts.some(({ name }) => name === to))
      throw new KubectlError(
        `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${configFile(context)}`,
      );
    const current = kubeconfig['current-context'];
    saveConfig(context, {
      ...kubeconfig,
      contexts: contexts.map((entry) => (entry.name === from ? { ...entry, name: to } : entry)),
      'current-context': current === from ? to : current,
    });
    await context.out(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
    return undefined;
  },
};
