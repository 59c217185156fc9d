/** `kubectl create secret generic` */

import type { JsonObject } from '#apimachinery/object.ts';
import { encodeBase64 } from '#resources/base64.ts';
import type { CommandContext } from '../../command.ts';
import { dataFlags, dataSourcesOf } from './data-flags.ts';
import { type DataSources, type DataWords, readDataSources } from './data-sources.ts';
import { generatorCommand, type KnownResource } from './generator.ts';
import { secretHash } from './name-hash.ts';

export const secretResource: KnownResource = {
  group: '',
  version: 'v1',
  plural: 'secrets',
  kind: 'Secret',
  namespaced: true,
};

const words: DataWords = {
  invalidKey: (key, why) => `${JSON.stringify(key)} is not valid key name for a Secret ${why}`,
  duplicateKey: (key) => `cannot add key ${key}, another key by that name already exists`,
  envFile: 'secret',
};

/** The Secret's name, with a hash of what it holds when that is asked for. */
export function secretName(
  { args, flags }: CommandContext,
  type: string,
  data: JsonObject = {},
): string {
  const name = args[0] ?? '';
  return flags.bool('append-hash') ? `${name}-${secretHash(name, type, data)}` : name;
}

/** The `data` of a Secret, or nothing when there is none. */
export function secretData(
  context: CommandContext,
  sources: DataSources,
): { readonly data?: JsonObject } {
  const data = readDataSources(context.host, sources, words);
  if (data.size === 0) return {};
  const entries = [...data].map(([key, value]) => [key, encodeBase64(value)] as const);
  return { data: Object.fromEntries(entries) };
}

export const genericSecretCommand = generatorCommand({
  name: 'generic',
  use: 'generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a secret from a local file, directory, or literal value',
  examples: `# From a folder: one key a file
kubectl create secret generic login --from-file=pages

# From files with keys of their own
kubectl create secret generic login --from-file=key=pages/index.html

# From values
kubectl create secret generic login --from-literal=key1=supersecret --from-literal=key2=topsecret`,
  flags: [
    ...dataFlags('secret'),
    { name: 'type', type: 'string', help: 'The type of the secret.' },
  ],
  requiresName: true,
  resource: secretResource,
  failure: 'failed to create secret ',
  make: (context, meta) => {
    const type = context.flags.string('type');
    const { data } = secretData(context, dataSourcesOf(context));
    return {
      metadata: meta({ name: secretName(context, type, data) }),
      ...(data ? { data } : {}),
      ...(type ? { type } : {}),
    };
  },
});
