/** SelfSubjectRulesReview: a question, answered by creating it; nothing is stored. */
import type { Kind } from '#apimachinery/kind.ts';
import { reviewParts } from './reviews.ts';

export const selfSubjectRulesReviewKind: Kind = {
  ...reviewParts,
  group: 'authorization.k8s.io',
  kind: 'SelfSubjectRulesReview',
  plural: 'selfsubjectrulesreviews',
  singular: 'selfsubjectrulesreview',
  namespaced: false,
  schema: 'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
};
