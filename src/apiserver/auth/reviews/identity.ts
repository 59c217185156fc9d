/** Who a token stands for, and who the sender is. Mirrors kubernetes pkg/registry/authentication. */
import { badRequestError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { ServerContext } from '../../context.ts';
import { aggregate } from '../authorizer.ts';
import { ISSUER, type TokenUser } from '../tokens/account-tokens.ts';
import { type Asked, type Review, shownUser } from './review.ts';

interface TokenSpec {
  readonly token?: string;
  readonly audiences?: readonly string[];
}

const INVALID = 'invalid bearer token';

/** The user, or why there is none. */
function verdict(
  { auth }: ServerContext,
  token: string,
  audiences: readonly string[],
): TokenUser | string {
  try {
    return auth.authenticator.token(token, audiences) ?? INVALID;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return aggregate([INVALID, error.message]);
  }
}

export const tokenReview: Review = {
  group: 'authentication.k8s.io',
  kind: 'TokenReview',
  answer: (server, _user, asked) => {
    const spec = (asked as Asked<TokenSpec>).spec ?? {};
    const { token, audiences } = spec;
    if (!token) throw badRequestError('token is required for TokenReview in authentication');
    const found = verdict(server, token, audiences?.length ? audiences : [ISSUER]);
    const status =
      typeof found === 'string'
        ? { user: {}, error: found }
        : { authenticated: true, user: shownUser(found.user), audiences: found.audiences };
    return { metadata: {}, spec, status };
  },
};

export const selfSubjectReview: Review = {
  group: 'authentication.k8s.io',
  kind: 'SelfSubjectReview',
  answer: ({ clock }, user) => ({
    metadata: { creationTimestamp: printTime(clock.now()) },
    status: { userInfo: shownUser(user) },
  }),
};
