/** `kubectl create role` */
import { KubectlError } from '../../errors.ts';
import { generatorCommand } from './generator.ts';
import {
  checkResources,
  resourcesOf,
  ruleFlags,
  rulesOf,
  verbsOf,
  warnOfVerbs,
} from './rule-flags.ts';

export const roleCommand = generatorCommand({
  name: 'role',
  use: 'role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a role with single rule',
  examples: `# A role that lets people read pods
kubectl create role pod-reader --verb=get --verb=list --verb=watch --resource=pods

# Only pods of these names
kubectl create role pod-reader --verb=get --resource=pods --resource-name=client --resource-name=single

# With an API group
kubectl create role watcher --verb=get,list,watch --resource=rs.apps

# With a subresource
kubectl create role watcher --verb=get,list,watch --resource=pods,pods/status`,
  flags: ruleFlags,
  requiresName: true,
  resource: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'roles',
    kind: 'Role',
    namespaced: true,
  },
  make: async (context, meta) => {
    const verbs = verbsOf(context);
    if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
    await warnOfVerbs(context, verbs);
    const resources = await resourcesOf(context);
    if (resources.length === 0) throw new KubectlError('at least one resource must be specified');
    checkResources(resources, verbs);
    return { metadata: meta(), rules: rulesOf(context, verbs, resources) };
  },
});
