/** ConfigMap: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { ConfigMap } from './types/configmap.ts';
import { validateConfigMap, validateConfigMapUpdate } from './validation/config.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/configmap.ts';

const countKeys = ({ data, binaryData }: ConfigMap): number =>
  Object.keys(data ?? {}).length + Object.keys(binaryData ?? {}).length;

export const configMapKind: Kind<ConfigMap> = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.ConfigMap',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, column('Data', 'How many keys it holds.', countKeys), ageColumn],
  defaults: (object) => object,
  validate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
};
