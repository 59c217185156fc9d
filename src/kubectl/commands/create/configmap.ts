/** `kubectl create configmap` */
import { dataFlags, dataSourcesOf } from './data-flags.ts';
import { type DataWords, readDataSources } from './data-sources.ts';
import { generatorCommand } from './generator.ts';
import { configMapHash } from './name-hash.ts';

const words = (name: string): DataWords => ({
  invalidKey: (key, why) =>
    `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${why}`,
  duplicateKey: (key) =>
    `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`,
  envFile: 'config',
});

export const configMapCommand = generatorCommand({
  name: 'configmap',
  aliases: ['cm'],
  use: 'configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a config map from a local file, directory or literal value',
  examples: `# From a folder: one key a file
kubectl create configmap colours --from-file=pages

# From files with keys of their own
kubectl create configmap colours --from-file=index=pages/index.html

# From values
kubectl create configmap colours --from-literal=key1=config1 --from-literal=key2=config2

# From a file of variables
kubectl create configmap colours --from-env-file=settings.env`,
  flags: dataFlags('config map'),
  requiresName: true,
  resource: {
    group: '',
    version: 'v1',
    plural: 'configmaps',
    kind: 'ConfigMap',
    namespaced: true,
  },
  failure: 'failed to create configmap: ',
  make: (context, meta) => {
    const name = context.args[0] ?? '';
    const data = readDataSources(context.host, dataSourcesOf(context), words(name));
    const map = Object.fromEntries(data);
    const hash = context.flags.bool('append-hash') ? `-${configMapHash(name, map)}` : '';
    return {
      metadata: meta({ name: `${name}${hash}` }),
      ...(data.size > 0 ? { data: map } : {}),
    };
  },
});
