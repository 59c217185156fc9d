/** Subcommands of `kubectl create` for kinds the cluster does not have: they say so. */
import type { Command } from '../../command.ts';
import { notSimulatedError } from '../../errors.ts';

const refused = (
  name: string,
  what: string,
  short: string,
  aliases?: readonly string[],
): Command => ({
  name,
  ...(aliases ? { aliases } : {}),
  use: `${name} NAME`,
  short,
  run: async () => {
    throw notSimulatedError(what);
  },
});

export const refusedCommands: readonly Command[] = [
  refused('clusterrole', 'cluster roles', 'Create a cluster role'),
  refused(
    'clusterrolebinding',
    'cluster role bindings',
    'Create a cluster role binding for a particular cluster role',
  ),
  refused('ingress', 'ingresses', 'Create an ingress with the specified name', ['ing']),
  refused(
    'poddisruptionbudget',
    'pod disruption budgets',
    'Create a pod disruption budget with the specified name',
    ['pdb'],
  ),
  refused('priorityclass', 'priority classes', 'Create a priority class with the specified name', [
    'pc',
  ]),
  refused('role', 'roles', 'Create a role with single rule'),
  refused(
    'rolebinding',
    'role bindings',
    'Create a role binding for a particular role or cluster role',
  ),
  refused('token', 'tokens of service accounts', 'Request a service account token'),
];
