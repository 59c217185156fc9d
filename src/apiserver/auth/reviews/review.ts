/** What answers a review: a question in, the same with its status out. */
import type { FieldError } from '#apimachinery/field-error.ts';
import { invalidError, type StatusError } from '#apimachinery/status.ts';
import type { ServerContext } from '../../context.ts';
import type { UserInfo } from '../user.ts';

/** A review as it arrives. */
export interface Asked<Spec = unknown> {
  readonly metadata?: { readonly namespace?: string };
  readonly spec?: Spec;
}

export interface Review {
  readonly group: string;
  readonly kind: string;
  /** What follows apiVersion and kind. Throws a StatusError for a question that is none. */
  answer(server: ServerContext, user: UserInfo, asked: Asked, namespace: string): object;
}

/** 422 that names no kind, as upstream's reviews do. */
export const invalidReviewError = (group: string, errors: readonly FieldError[]): StatusError =>
  invalidError({ group, kind: '' }, '', errors);

/** A user as reviews show one. */
export const shownUser = ({ name, uid, groups, extra = {} }: UserInfo): object => ({
  username: name,
  ...(uid ? { uid } : {}),
  groups,
  ...(Object.keys(extra).length > 0 ? { extra } : {}),
});
