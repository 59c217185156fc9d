/** Binding: says which node a pod goes to; nothing is stored. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const bindingKind: Kind = {
  ...reviewParts,
  group: '',
  kind: 'Binding',
  plural: 'bindings',
  singular: 'binding',
  namespaced: true,
  schema: 'io.k8s.api.core.v1.Binding',
};
