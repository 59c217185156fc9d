/** The reviews there are. Adding one: its file, and its name here. */

import type { Actor } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { ServerContext } from '../../context.ts';
import { userOfActor } from '../user.ts';
import {
  localSubjectAccessReview,
  selfSubjectAccessReview,
  subjectAccessReview,
} from './access.ts';
import { selfSubjectReview, tokenReview } from './identity.ts';
import type { Asked, Review } from './review.ts';
import { selfSubjectRulesReview } from './rules.ts';

const reviews: readonly Review[] = [
  selfSubjectReview,
  tokenReview,
  localSubjectAccessReview,
  selfSubjectAccessReview,
  selfSubjectRulesReview,
  subjectAccessReview,
];

/** The answer to a review; undefined for kinds that are stored. */
export function reviewAnswer(
  server: ServerContext,
  kind: Kind,
  asked: Asked,
  namespace: string,
  actor: Actor,
): object | undefined {
  if (kind.verbs.length !== 1) return undefined;
  const review = reviews.find((one) => one.kind === kind.kind && one.group === kind.group);
  if (!review) return undefined;
  const head = { kind: kind.kind, apiVersion: apiVersionOf(kind) };
  return { ...head, ...review.answer(server, userOfActor(actor), asked, namespace) };
}
