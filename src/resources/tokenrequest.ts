/** TokenRequest: what the `token` subresource of a ServiceAccount speaks. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const tokenRequestKind: Kind = {
  ...reviewParts,
  group: 'authentication.k8s.io',
  kind: 'TokenRequest',
  plural: 'tokenrequests',
  singular: 'tokenrequest',
  namespaced: true,
  schema: 'io.k8s.api.authentication.v1.TokenRequest',
};
