/** `kubectl create clusterrolebinding` */
import { generatorCommand } from './generator.ts';
import { RBAC_GROUP, subjectFlags, subjectsOf } from './subjects.ts';

export const clusterRoleBindingCommand = generatorCommand({
  name: 'clusterrolebinding',
  use: 'clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a cluster role binding for a particular cluster role',
  examples: `# The cluster role cluster-admin for two users and a group
kubectl create clusterrolebinding masters --clusterrole=cluster-admin --user=ann --user=bob --group=staff`,
  flags: [
    { name: 'clusterrole', type: 'string', required: true, help: 'Cluster role to give.' },
    ...subjectFlags,
  ],
  resource: {
    group: RBAC_GROUP,
    version: 'v1',
    plural: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    namespaced: false,
  },
  failure: 'failed to create clusterrolebinding: ',
  make: (context, meta) => ({
    metadata: meta(),
    ...subjectsOf(context),
    roleRef: {
      apiGroup: RBAC_GROUP,
      kind: 'ClusterRole',
      name: context.flags.string('clusterrole'),
    },
  }),
});
