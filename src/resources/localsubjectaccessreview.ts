/** LocalSubjectAccessReview: a question, answered by creating it; nothing is stored. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const localSubjectAccessReviewKind: Kind = {
  ...reviewParts,
  group: 'authorization.k8s.io',
  kind: 'LocalSubjectAccessReview',
  plural: 'localsubjectaccessreviews',
  singular: 'localsubjectaccessreview',
  namespaced: true,
  schema: 'io.k8s.api.authorization.v1.LocalSubjectAccessReview',
};
