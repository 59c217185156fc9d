/** `kubectl create quota` */
import { parseResourceList } from '../set/resource-list.ts';
import { generatorCommand } from './generator.ts';

export const quotaCommand = generatorCommand({
  name: 'quota',
  aliases: ['resourcequota'],
  use: 'quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  short: 'Create a quota with the specified name',
  examples: `# A quota
kubectl create quota small --hard=cpu=1,memory=1G,pods=2,services=3

# For best-effort pods only
kubectl create quota best-effort --hard=pods=100 --scopes=BestEffort`,
  flags: [
    { name: 'hard', type: 'string', help: 'Limits, as resource=quantity divided by commas.' },
    { name: 'scopes', type: 'string', help: 'Scopes that all must match, divided by commas.' },
  ],
  requiresName: true,
  resource: {
    group: '',
    version: 'v1',
    plural: 'resourcequotas',
    kind: 'ResourceQuota',
    namespaced: true,
  },
  failure: 'failed to create quota: ',
  make: ({ flags }, meta) => {
    const hard = parseResourceList(flags.string('hard'));
    const scopes = flags.string('scopes');
    return {
      metadata: meta(),
      spec: {
        ...(Object.keys(hard).length > 0 ? { hard } : {}),
        ...(scopes ? { scopes: scopes.split(',') } : {}),
      },
      status: {},
    };
  },
});
