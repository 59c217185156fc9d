/** What all kinds of reviews share: they can only be created. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, nameColumn } from './columns.ts';
import { none } from './validation/fields.ts';

export const reviewParts: Omit<
  Kind,
  'group' | 'kind' | 'plural' | 'singular' | 'namespaced' | 'schema'
> = {
  version: 'v1',
  shortNames: [],
  categories: [],
  verbs: ['create'],
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, ageColumn],
  defaults: (object) => object,
  validate: () => none,
};
