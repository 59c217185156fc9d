/** `kubectl create namespace` */
import { generatorCommand } from './generator.ts';

export const namespaceCommand = generatorCommand({
  name: 'namespace',
  aliases: ['ns'],
  use: 'namespace NAME [--dry-run=server|client|none]',
  short: 'Create a namespace with the specified name',
  examples: `# A namespace
kubectl create namespace shop-test`,
  flags: [],
  requiresName: true,
  resource: {
    group: '',
    version: 'v1',
    plural: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
  },
  make: (_context, meta) => ({ metadata: meta(), spec: {}, status: {} }),
});
