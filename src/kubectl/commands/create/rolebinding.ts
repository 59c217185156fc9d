/** `kubectl create rolebinding` */
import { KubectlError } from '../../errors.ts';
import { generatorCommand } from './generator.ts';
import { RBAC_GROUP, subjectFlags, subjectsOf } from './subjects.ts';

export const roleBindingCommand = generatorCommand({
  name: 'rolebinding',
  use: 'rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a role binding for a particular role or cluster role',
  examples: `# The cluster role admin for two users and a group, here
kubectl create rolebinding owners --clusterrole=admin --user=ann --user=bob --group=staff

# A role for a service account
kubectl create rolebinding robots --role=admin --serviceaccount=default:robot`,
  flags: [
    { name: 'clusterrole', type: 'string', help: 'Cluster role to give.' },
    { name: 'role', type: 'string', help: 'Role to give.' },
    ...subjectFlags,
  ],
  requiresName: true,
  resource: {
    group: RBAC_GROUP,
    version: 'v1',
    plural: 'rolebindings',
    kind: 'RoleBinding',
    namespaced: true,
  },
  failure: 'failed to create rolebinding: ',
  make: (context, meta) => {
    const [role, clusterRole] = [context.flags.string('role'), context.flags.string('clusterrole')];
    if (Boolean(role) === Boolean(clusterRole))
      throw new KubectlError('exactly one of clusterrole or role must be specified');
    const kind = role ? 'Role' : 'ClusterRole';
    return {
      metadata: meta(),
      ...subjectsOf(context),
      roleRef: { apiGroup: RBAC_GROUP, kind, name: role || clusterRole },
    };
  },
});
