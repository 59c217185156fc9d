/** `kubectl config current-context | get-clusters | get-users`. Mirrors kubectl pkg/cmd/config/{current_context,get_clusters,get_users}.go. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';

export const currentContextCommand: Command = {
  name: 'current-context',
  use: 'current-context [flags]',
  short: 'Display the current-context',
  long: 'Display the current-context.',
  examples: `# The context in use
kubectl config current-context`,
  run: async (context) => {
    const current = context.kubeconfig['current-context'];
    if (!current) throw new KubectlError('current-context is not set');
    await context.out(`${current}\n`);
    return undefined;
  },
};

const names =
  (listOf: (context: CommandContext) => readonly { readonly name: string }[]) =>
  async (context: CommandContext): Promise<undefined> => {
    const lines = listOf(context).map(({ name }) => name);
    await context.out(`NAME\n${lines.map((name) => `${name}\n`).join('')}`);
    return undefined;
  };

export const getClusters: Command = {
  name: 'get-clusters',
  use: 'get-clusters [flags]',
  short: 'Display clusters defined in the kubeconfig',
  long: 'Display clusters defined in the kubeconfig.',
  examples: `# The clusters kubectl knows
kubectl config get-clusters`,
  run: names(({ kubeconfig }) => kubeconfig.clusters),
};

export const getUsers: Command = {
  name: 'get-users',
  use: 'get-users [flags]',
  short: 'Display users defined in the kubeconfig',
  long: 'Display users defined in the kubeconfig.',
  examples: `# The users kubectl knows
kubectl config get-users`,
  run: names(({ kubeconfig }) => kubeconfig.users),
};
