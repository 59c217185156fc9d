/** `kubectl create serviceaccount` */
import { generatorCommand } from './generator.ts';

export const serviceAccountCommand = generatorCommand({
  name: 'serviceaccount',
  aliases: ['sa'],
  use: 'serviceaccount NAME [--dry-run=server|client|none]',
  short: 'Create a service account with the specified name',
  examples: `# A service account
kubectl create serviceaccount deployer`,
  flags: [],
  requiresName: true,
  resource: {
    group: '',
    version: 'v1',
    plural: 'serviceaccounts',
    kind: 'ServiceAccount',
    namespaced: true,
  },
  failure: 'failed to create serviceaccount: ',
  make: (_context, meta) => ({ metadata: meta() }),
});
