/** Who sends a request, by what it carries. Mirrors apiserver pkg/authentication/request and pkg/endpoints/filters/authentication.go. */
import type { ApiRequest } from '#apimachinery/api.ts';
import { StatusError } from '#apimachinery/status.ts';
import { latency } from '#kernel/latency.ts';
import type { CertificateAuthority } from './certificates/authority.ts';
import type { AuthGround } from './ground.ts';
import { type AccountTokens, ISSUER, type TokenUser } from './tokens/account-tokens.ts';
import type { UserInfo } from './user.ts';

/** 401, which kubectl shows as `You must be logged in to the server`. */
const unauthorizedError = (): StatusError => new StatusError(401, 'Unauthorized', 'Unauthorized');

/** Tokens that were good a moment ago are not looked at again; so many are kept. */
const MAX_BELIEVED = 1_000;

/** What a request carries that says who sends it. */
export type Credentials = Pick<ApiRequest, 'headers' | 'certificate'>;

/** "Bearer abc" ⇒ "abc"; undefined for no header and for other schemes. */
function bearerToken(header: string | undefined): string | undefined {
  const [scheme = '', token = ''] = (header ?? '').trim().split(/\s+/);
  return scheme.toLowerCase() === 'bearer' && token ? token : undefined;
}

export interface Authenticator {
  /** The user; undefined when nothing is said of one; throws Unauthorized for what isn't believed. */
  user(credentials: Credentials): UserInfo | undefined;
  /** What a token is good for; throws an Error with the reason when it isn't. */
  token(token: string, audiences: readonly string[]): TokenUser | undefined;
}

/** Tokens of ServiceAccounts and certificates of the cluster's signer. Differs: passwords are believed by nobody, as upstream since 1.19. */
export function createAuthenticator(
  { clock }: Pick<AuthGround, 'clock'>,
  tokens: AccountTokens,
  certificates: CertificateAuthority,
): Authenticator {
  const believed = new Map<string, { readonly user: UserInfo; readonly untilMs: number }>();
  const byToken = (token: string): UserInfo => {
    const nowMs = clock.now();
    const known = believed.get(token);
    if (known && nowMs < known.untilMs) return known.user;
    try {
      const found = tokens.verify(token, [ISSUER]);
      if (believed.size >= MAX_BELIEVED) believed.clear();
      if (found) believed.set(token, { user: found.user, untilMs: nowMs + latency.tokenCacheMs });
      if (found) return found.user;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    throw unauthorizedError();
  };
  return {
    token: tokens.verify,
    user: ({ headers, certificate }) => {
      const authorization = headers?.['authorization'];
      const token = bearerToken(authorization);
      const byCertificate = certificate ? certificates.userOf(certificate) : undefined;
      if (byCertificate) return byCertificate;
      if (token !== undefined) return byToken(token);
      if (authorization?.toLowerCase().startsWith('bearer')) return undefined;
      if (authorization || certificate) throw unauthorizedError();
      return undefined;
    },
  };
}
