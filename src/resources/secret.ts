/** Secret: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { encodeBase64 } from './base64.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import type { Secret } from './types/secret.ts';
import { validateSecret, validateSecretUpdate } from './validation/config.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/secret.ts';

/** Mirrors kubernetes pkg/apis/core/v1/conversion.go: stringData wins over data. */
function defaults(secret: Secret): Secret {
  const typed = withDefaults(secret, { type: 'Opaque' });
  if (!typed.stringData) return typed;
  const { stringData, ...rest } = typed;
  const plain = Object.entries(stringData).map(([key, text]) => [key, encodeBase64(text)]);
  if (plain.length === 0) return rest;
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(plain) } };
}

export const secretKind: Kind<Secret> = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Secret',
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    column('Type', 'What it is for.', ({ type }: Secret) => type ?? ''),
    column('Data', 'How many keys it holds.', ({ data }: Secret) => Object.keys(data ?? {}).length),
    ageColumn,
  ],
  fields: { type: ({ type }) => type ?? '' },
  defaults,
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
};
