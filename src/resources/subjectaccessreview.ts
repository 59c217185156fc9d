/** SubjectAccessReview: a question, answered by creating it; nothing is stored. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const subjectAccessReviewKind: Kind = {
  ...reviewParts,
  group: 'authorization.k8s.io',
  kind: 'SubjectAccessReview',
  plural: 'subjectaccessreviews',
  singular: 'subjectaccessreview',
  namespaced: false,
  schema: 'io.k8s.api.authorization.v1.SubjectAccessReview',
};
