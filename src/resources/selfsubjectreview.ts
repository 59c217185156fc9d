/** SelfSubjectReview: a question, answered by creating it; nothing is stored. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const selfSubjectReviewKind: Kind = {
  ...reviewParts,
  group: 'authentication.k8s.io',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  singular: 'selfsubjectreview',
  namespaced: false,
  schema: 'io.k8s.api.authentication.v1.SelfSubjectReview',
};
