/** `kubectl set subject`: refused, for the cluster has no roles. */
import type { Command } from '../../command.ts';
import { KubectlError, notSimulatedError } from '../../errors.ts';
import { setFlags } from './change-pod-specs.ts';

export const subjectCommand: Command = {
  name: 'subject',
  use: 'subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  flags: [
    ...setFlags,
    { name: 'user', type: 'stringArray', default: '[]', help: 'Users to bind to the role.' },
    { name: 'group', type: 'stringArray', default: '[]', help: 'Groups to bind to the role.' },
    {
      name: 'serviceaccount',
      type: 'stringArray',
      default: '[]',
      help: 'Service accounts to bind to the role, as namespace:name.',
    },
  ],
  run: async ({ flags }) => {
    const subjects = ['user', 'group', 'serviceaccount'].flatMap((name) => flags.list(name));
    if (subjects.length === 0)
      throw new KubectlError(
        'you must specify at least one value of user, group or serviceaccount',
      );
    throw notSimulatedError('role bindings');
  },
};
