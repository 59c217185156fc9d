/** One server's judgement: who sends a request, as whom they act, and whether they may. */
import type { Actor, ApiRequest } from '#apimachinery/api.ts';
import { programOf } from '../user-agent.ts';
import { attributesOf } from './attributes.ts';
import { type Authenticator, type Credentials, createAuthenticator } from './authenticate.ts';
import { type Authorizer, createAuthorizer } from './authorizer.ts';
import { type CertificateAuthority, createCertificateAuthority } from './certificates/authority.ts';
import { userForbiddenError } from './forbidden.ts';
import type { AuthGround } from './ground.ts';
import { impersonated, isImpersonating } from './impersonation.ts';
import { type AccountTokens, createAccountTokens } from './tokens/account-tokens.ts';
import { actorOfUser, isSuperuser, MASTERS, userOfActor } from './user.ts';

export interface Authority {
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly tokens: AccountTokens;
  readonly certificates: CertificateAuthority;
  /** Who sends a request, by what it carries; undefined when it says nothing; throws Unauthorized. */
  actorOf(credentials: Credentials): Actor | undefined;
  /** The request as whoever it acts as; throws Forbidden (403) when they may not send it. */
  admit(request: ApiRequest): ApiRequest;
}

/** Who sends requests that name nobody: the program this server runs in. */
const owner: Actor = { name: 'unknown', user: 'system:admin', groups: [MASTERS] };

const withoutImpersonation = (
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('impersonate-')));

/** The authority over one store. Requests of superusers pass without a question. */
export function createAuthority(ground: AuthGround): Authority {
  const authorizer = createAuthorizer(ground);
  const tokens = createAccountTokens(ground);
  const certificates = createCertificateAuthority(ground);
  const authenticator = createAuthenticator(ground, tokens, certificates);
  return {
    authorizer,
    tokens,
    certificates,
    authenticator,
    actorOf: (credentials) => {
      const user = authenticator.user(credentials);
      return user && actorOfUser(user, programOf(credentials.headers?.['user-agent']) || 'kubectl');
    },
    admit: (request) => {
      const { actor = owner, headers } = request;
      const isActing = isImpersonating(headers);
      if (!isActing && isSuperuser(actor)) return request;
      const sender = userOfActor(actor);
      const user = isActing ? impersonated(authorizer, sender, headers ?? {}) : sender;
      const asked = attributesOf(request.method, request.path);
      const { allowed, reason } = authorizer.authorize(user, asked);
      if (!allowed) throw userForbiddenError(user.name, asked, reason);
      const program = actor === owner ? programOf(headers?.['user-agent']) : actor.name;
      return {
        ...request,
        headers: withoutImpersonation(headers ?? {}),
        actor: {
          ...actorOfUser(user, program || owner.name),
          ...(actor.manager ? { manager: actor.manager } : {}),
        },
      };
    },
  };
}
