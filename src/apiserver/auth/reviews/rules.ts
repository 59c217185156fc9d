/** All that the sender may do in a namespace. Mirrors kubernetes pkg/registry/authorization/selfsubjectrulesreview. */
import { badRequestError } from '#apimachinery/status.ts';
import type { PolicyRule } from '#resources/types/rbac.ts';
import { aggregate } from '../authorizer.ts';
import { isSuperuser, type UserInfo } from '../user.ts';
import type { Asked, Review } from './review.ts';

/** What a superuser may do before any role is asked. */
const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

const resourceRule = ({ verbs, apiGroups, resources, resourceNames }: PolicyRule): object => ({
  verbs,
  ...(apiGroups ? { apiGroups } : {}),
  ...(resources ? { resources } : {}),
  ...(resourceNames ? { resourceNames } : {}),
});

/** A superuser whom no binding names is told so all the same. */
function rulesOf(found: readonly PolicyRule[], user: UserInfo): readonly PolicyRule[] {
  const isSaid = found.some(
    ({ verbs, resources }) => verbs.includes('*') && resources?.includes('*'),
  );
  return isSuperuser(user) && !isSaid ? [...everything, ...found] : found;
}

export const selfSubjectRulesReview: Review = {
  group: 'authorization.k8s.io',
  kind: 'SelfSubjectRulesReview',
  answer: ({ auth }, user, asked) => {
    const { namespace = '' } = (asked as Asked<{ readonly namespace?: string }>).spec ?? {};
    if (!namespace) throw badRequestError('no namespace on request');
    const { rules: found, errors } = auth.authorizer.rulesFor(user, namespace);
    const rules = rulesOf(found, user);
    return {
      metadata: {},
      spec: {},
      status: {
        resourceRules: rules.filter(({ resources }) => resources?.length).map(resourceRule),
        nonResourceRules: rules
          .filter(({ nonResourceURLs }) => nonResourceURLs?.length)
          .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
        incomplete: false,
        ...(errors.length > 0 ? { evaluationError: aggregate(errors) } : {}),
      },
    };
  },
};
