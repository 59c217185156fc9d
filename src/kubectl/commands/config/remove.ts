/** `kubectl config delete-context | delete-cluster | delete-user | rename-context`. Mirrors kubectl pkg/cmd/config. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, usageError } from '../../errors.ts';
import { helpOf } from '../../help.ts';
import { unexpectedArgs } from './arguments.ts';
import { configFile, modifyConfig, withEntry } from './modify.ts';

type ListName = 'contexts' | 'clusters' | 'users';

async function remove(context: CommandContext, list: ListName, what: string): Promise<undefined> {
  const { args, kubeconfig, path, command } = context;
  const [name, ...rest] = args;
  if (name === undefined || rest.length > 0) {
    if (list === 'users') throw usageError(path, 'user to delete is required');
    await context.out(await helpOf(context.host, path, command));
    return undefined;
  }
  const entries: readonly { readonly name: string }[] = kubeconfig[list];
  const file = configFile(context);
  if (!entries.some((entry) => entry.name === name))
    throw new KubectlError(`cannot delete ${what} ${name}, not in ${file}`);
  if (list === 'contexts' && kubeconfig['current-context'] === name)
    await context.err(
      'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
    );
  modifyConfig(context, { ...kubeconfig, [list]: entries.filter((entry) => entry.name !== name) });
  await context.out(`deleted ${what} ${name} from ${file}\n`);
  return undefined;
}

const removal = (what: string, list: ListName): Command => ({
  name: `delete-${what}`,
  use: `delete-${what} NAME`,
  short: `Delete the specified ${what} from the kubeconfig`,
  long: `Delete the specified ${what} from the kubeconfig.`,
  examples: `# Forget the ${what} old
kubectl config delete-${what} old`,
  run: (context) => remove(context, list, what),
});

export const deleteContext = removal('context', 'contexts');
export const deleteCluster = removal('cluster', 'clusters');
export const deleteUser = removal('user', 'users');

async function rename(context: CommandContext): Promise<undefined> {
  const { args, kubeconfig } = context;
  const [from, to, ...rest] = args;
  if (from === undefined || to === undefined || rest.length > 0)
    throw await unexpectedArgs(context);
  if (!to) throw new KubectlError('You must specify a new non-empty context name');
  const { contexts } = kubeconfig;
  const old = contexts.find(({ name }) => name === from);
  const refused = `cannot rename the context ${JSON.stringify(from)}`;
  if (!old) throw new KubectlError(`${refused}, it's not in ${configFile(context)}`);
  if (contexts.some(({ name }) => name === to))
    throw new KubectlError(
      `${refused}, the context ${JSON.stringify(to)} already exists in ${configFile(context)}`,
    );
  const others = contexts.filter(({ name }) => name !== from);
  const current = kubeconfig['current-context'];
  modifyConfig(context, {
    ...kubeconfig,
    contexts: withEntry(others, { ...old, name: to }),
    'current-context': current === from ? to : current,
  });
  await context.out(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
  return undefined;
}

export const renameContext: Command = {
  name: 'rename-context',
  use: 'rename-context CONTEXT_NAME NEW_NAME',
  short: 'Rename a context from the kubeconfig file',
  long: `Renames a context from the kubeconfig file.

CONTEXT_NAME is the name it has, NEW_NAME the one it gets. The current context stays current under its new name.`,
  examples: `# Another name for a context
kubectl config rename-context old new`,
  run: rename,
};
