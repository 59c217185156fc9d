/** May somebody do something: the three SubjectAccessReviews. Mirrors kubernetes pkg/registry/authorization and pkg/apis/authorization/validation. */
import { type FieldError, invalid } from '#apimachinery/field-error.ts';
import type { Attributes } from '../attributes.ts';
import type { Decision } from '../authorizer.ts';
import type { UserInfo } from '../user.ts';
import { type Asked, invalidReviewError, type Review } from './review.ts';

const group = 'authorization.k8s.io';

interface PathAttributes {
  readonly path?: string;
  readonly verb?: string;
}

interface AccessSpec {
  readonly resourceAttributes?: Partial<Attributes>;
  readonly nonResourceAttributes?: PathAttributes;
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A struct without JSON names, as upstream shows it. */
const shownPath = ({ path = '', verb = '' }: PathAttributes) => ({ Path: path, Verb: verb });

function questionErrors(spec: AccessSpec): readonly FieldError[] {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  const both = 'cannot be specified in combination with resourceAttributes';
  const neither = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
  if (resource && path) return [invalid('spec.nonResourceAttributes', shownPath(path), both)];
  if (!resource && !path) return [invalid('spec.resourceAttributes', null, neither)];
  return [];
}

function subjectErrors({ user = '', groups = [] }: AccessSpec): readonly FieldError[] {
  if (user || groups.length > 0) return [];
  return [invalid('spec.user', user, 'at least one of user or group must be specified')];
}

function localErrors(spec: AccessSpec, home: string): readonly FieldError[] {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  const { namespace = '' } = resource ?? {};
  const field = 'spec.resourceAttributes.namespace';
  const disallowed = 'disallowed on this kind of request';
  return [
    ...(resource && namespace !== home
      ? [invalid(field, namespace, 'must match metadata.namespace')]
      : []),
    ...(path ? [invalid('spec.nonResourceAttributes', shownPath(path), disallowed)] : []),
  ];
}

function attributesOf({ resourceAttributes, nonResourceAttributes }: AccessSpec): Attributes {
  if (resourceAttributes) return { ...resourceAttributes, verb: resourceAttributes.verb ?? '' };
  const { path = '', verb = '' } = nonResourceAttributes ?? {};
  return { path, verb };
}

const statusOf = ({ allowed, reason }: Decision): object => ({
  allowed,
  ...(reason ? { reason } : {}),
});

const subjectOf = ({ user = '', groups = [], uid, extra }: AccessSpec): UserInfo => ({
  name: user,
  groups,
  ...(uid ? { uid } : {}),
  ...(extra ? { extra } : {}),
});

const specOf = (asked: Asked): AccessSpec => (asked as Asked<AccessSpec>).spec ?? {};

/** Refuses what is wrong with the question. */
function check(asked: Asked, isEmpty: boolean, errors: readonly FieldError[]): void {
  const { namespace: _, ...meta } = asked.metadata ?? {};
  const hasMeta = Object.keys(isEmpty ? (asked.metadata ?? {}) : meta).length > 0;
  const why = isEmpty ? 'must be empty' : 'must be empty except for namespace';
  const all = hasMeta ? [...errors, invalid('metadata', asked.metadata, why)] : errors;
  if (all.length > 0) throw invalidReviewError(group, all);
}

export const subjectAccessReview: Review = {
  group,
  kind: 'SubjectAccessReview',
  answer: ({ auth }, _user, asked) => {
    const spec = specOf(asked);
    check(asked, true, [...questionErrors(spec), ...subjectErrors(spec)]);
    const decision = auth.authorizer.authorize(subjectOf(spec), attributesOf(spec));
    return { metadata: {}, spec, status: statusOf(decision) };
  },
};

export const localSubjectAccessReview: Review = {
  group,
  kind: 'LocalSubjectAccessReview',
  answer: ({ auth }, _user, asked, namespace) => {
    const spec = specOf(asked);
    const errors = [...questionErrors(spec), ...subjectErrors(spec)];
    check(asked, false, [...errors, ...localErrors(spec, namespace)]);
    const decision = auth.authorizer.authorize(subjectOf(spec), attributesOf(spec));
    return { metadata: { namespace }, spec, status: statusOf(decision) };
  },
};

export const selfSubjectAccessReview: Review = {
  group,
  kind: 'SelfSubjectAccessReview',
  answer: ({ auth }, user, asked) => {
    const spec = specOf(asked);
    check(asked, true, questionErrors(spec));
    const decision = auth.authorizer.authorize(user, attributesOf(spec));
    return { metadata: {}, spec, status: statusOf(decision) };
  },
};
