/** The verbs that almost every kind has. */
import type { ApiVerb } from '#apimachinery/kind.ts';

export const allVerbs: readonly ApiVerb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
