/** Tokens of ServiceAccounts: making them and believing them. Mirrors kubernetes pkg/serviceaccount/{claims,legacy}.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { Random } from '#kernel/random.ts';
import { type AuthGround, findObject } from '../ground.ts';
import { AUTHENTICATED, accountGroups, accountUserName, type UserInfo } from '../user.ts';
import { signToken, verifiedClaims } from './jwt.ts';

/** Who issues tokens, and whom they are for when nobody else is named. */
export const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const LEGACY_ISSUER = 'kubernetes/serviceaccount';
const LEEWAY_SECONDS = 60;

interface Named {
  readonly name: string;
  readonly uid: string;
}

/** What a token may be bound to: it dies with it. */
export interface Binding {
  readonly pod?: Named;
  readonly secret?: Named;
  readonly node?: Named;
}

interface TokenAsked extends Binding {
  readonly account: KubeObject;
  readonly audiences: readonly string[];
  readonly expirationSeconds: number;
  /** When a token of a pod should have been renewed, s; it lives on for a year. */
  readonly warnAfterSeconds?: number;
}

/** A user a token stands for, and the audiences it is good for. */
export interface TokenUser {
  readonly user: UserInfo;
  readonly audiences: readonly string[];
}

export interface AccountTokens {
  issue(asked: TokenAsked): string;
  /** A token without an end, for a Secret. */
  issueLegacy(account: KubeObject, secret: KubeObject): string;
  /** Throws an Error that says why the token is not believed; undefined when it isn't of this server. */
  verify(token: string, audiences: readonly string[]): TokenUser | undefined;
}

interface Claims {
  readonly aud?: readonly string[];
  readonly exp?: number;
  readonly nbf?: number;
  readonly jti?: string;
  readonly iss: string;
  readonly 'kubernetes.io'?: Binding & {
    readonly namespace: string;
    readonly serviceaccount: Named;
  };
}

const nameOf = ({ metadata: { name, uid } }: KubeObject): Named => ({ name, uid });
/** A stored object as what a token is bound to. */
export const boundTo = nameOf;

const legacyClaim = (what: string): string => `kubernetes.io/serviceaccount/${what}`;

/** The key is made of the cluster's dice when it is needed first. */
function keysOf(random: Random) {
  let keys: { readonly secret: Uint8Array; readonly id: string } | undefined;
  return () => {
    if (keys) return keys;
    const dice = random.fork('service-account-key');
    const secret = Uint8Array.from({ length: 64 }, () => dice.integer(256));
    keys = { secret, id: dice.hex(32) };
    return keys;
  };
}

function extraOf(claims: Claims, { pod, node }: Binding): UserInfo['extra'] {
  const prefix = 'authentication.kubernetes.io';
  return {
    ...(claims.jti ? { [`${prefix}/credential-id`]: [`JTI=${claims.jti}`] } : {}),
    ...(node ? { [`${prefix}/node-name`]: [node.name], [`${prefix}/node-uid`]: [node.uid] } : {}),
    ...(pod ? { [`${prefix}/pod-name`]: [pod.name], [`${prefix}/pod-uid`]: [pod.uid] } : {}),
  };
}

const accountUser = (namespace: string, { name, uid }: Named): UserInfo => ({
  name: accountUserName(namespace, name),
  uid,
  groups: [...accountGroups(namespace), AUTHENTICATED],
});

/** Objects as they are now. */
const readerOf =
  (server: AuthGround) =>
  (plural: string, namespace: string, name: string): KubeObject | undefined =>
    findObject(server, '', plural, namespace, name);

const INVALIDATED = 'service account token has been invalidated';

/** Throws when what the token is bound to is gone or another. */
function checkBound(
  read: ReturnType<typeof readerOf>,
  namespace: string,
  { pod, secret, node }: Binding,
): void {
  const check = (plural: string, home: string, bound: Named | undefined, mismatch: string) => {
    if (!bound) return;
    const found = read(plural, home, bound.name);
    if (!found) throw new Error(INVALIDATED);
    if (found.metadata.uid === bound.uid) return;
    throw new Error(mismatch.replace('$1', found.metadata.uid).replace('$2', bound.uid));
  };
  check(
    'secrets',
    namespace,
    secret,
    'secret UID ($1) does not match service account secret ref claim ($2)',
  );
  check('pods', namespace, pod, 'pod UID ($1) does not match service account pod ref claim ($2)');
  // A pod's token only tells the node.
  if (!pod)
    check('nodes', '', node, 'node UID ($1) does not match service account node ref claim ($2)');
}

function checkAccount(read: ReturnType<typeof readerOf>, namespace: string, claimed: Named): void {
  const account = read('serviceaccounts', namespace, claimed.name);
  if (!account) throw new Error(`serviceaccounts "${claimed.name}" not found`);
  const { uid } = account.metadata;
  if (uid === claimed.uid) return;
  throw new Error(`service account UID (${uid}) does not match claim (${claimed.uid})`);
}

function checkTime({ exp, nbf }: Claims, nowMs: number): void {
  const now = nowMs / 1000;
  if (exp !== undefined && now - LEEWAY_SECONDS > exp) {
    throw new Error('service account token has expired');
  }
  if (nbf !== undefined && now + LEEWAY_SECONDS < nbf) {
    throw new Error('service account token is not valid yet');
  }
}

/** What a Secret's token says is flat. */
function verifyLegacy(
  read: ReturnType<typeof readerOf>,
  claims: JsonObject,
  token: string,
): TokenUser {
  const text = (what: string): string => String(claims[legacyClaim(what)] ?? '');
  const namespace = text('namespace');
  const account = { name: text('service-account.name'), uid: text('service-account.uid') };
  const secret = read('secrets', namespace, text('secret.name')) as
    | (KubeObject & { readonly data?: Readonly<Record<string, string>> })
    | undefined;
  if (!secret) throw new Error('service account token has been invalidated');
  if (atob(secret.data?.['token'] ?? '') !== token) {
    throw new Error("service account token does not match server's copy");
  }
  checkAccount(read, namespace, account);
  return { user: accountUser(namespace, account), audiences: [ISSUER] };
}

function verifyBound(
  read: ReturnType<typeof readerOf>,
  claims: Claims,
  wanted: readonly string[],
  nowMs: number,
): TokenUser | undefined {
  const { aud = [], 'kubernetes.io': own } = claims;
  if (!own) return undefined;
  const audiences = aud.filter((one) => wanted.includes(one));
  if (audiences.length === 0) {
    const shown = (list: readonly string[]) => list.map((one) => JSON.stringify(one)).join(' ');
    throw new Error(
      `token audiences [${shown(aud)}] is invalid for the target audiences [${shown(wanted)}]`,
    );
  }
  checkTime(claims, nowMs);
  checkAccount(read, own.namespace, own.serviceaccount);
  checkBound(read, own.namespace, own);
  const user = accountUser(own.namespace, own.serviceaccount);
  return { user: { ...user, extra: extraOf(claims, own) ?? {} }, audiences };
}

/** Issues and verifies the tokens of one server. */
export function createAccountTokens(server: AuthGround): AccountTokens {
  const keys = keysOf(server.random);
  const dice = server.random.fork('service-account-tokens');
  const read = readerOf(server);
  return {
    issue: ({ account, audiences, expirationSeconds, warnAfterSeconds, pod, secret, node }) => {
      const now = Math.floor(server.clock.now() / 1000);
      const { name, namespace = '', uid } = account.metadata;
      const own = {
        namespace,
        ...(node ? { node } : {}),
        ...(pod ? { pod } : {}),
        ...(secret ? { secret } : {}),
        serviceaccount: { name, uid },
        ...(warnAfterSeconds ? { warnafter: now + warnAfterSeconds } : {}),
      };
      return signToken(keys().secret, keys().id, {
        aud: audiences,
        exp: now + expirationSeconds,
        iat: now,
        iss: ISSUER,
        jti: dice.uid(),
        'kubernetes.io': own,
        nbf: now,
        sub: accountUserName(namespace, name),
      });
    },
    issueLegacy: (account, secret) => {
      const { name, namespace = '', uid } = account.metadata;
      return signToken(keys().secret, keys().id, {
        iss: LEGACY_ISSUER,
        [legacyClaim('namespace')]: namespace,
        [legacyClaim('secret.name')]: secret.metadata.name,
        [legacyClaim('service-account.name')]: name,
        [legacyClaim('service-account.uid')]: uid,
        sub: accountUserName(namespace, name),
      });
    },
    verify: (token, audiences) => {
      const claims = verifiedClaims(keys().secret, token);
      if (!claims) return undefined;
      if (claims['iss'] === LEGACY_ISSUER) return verifyLegacy(read, claims, token);
      return verifyBound(read, claims as unknown as Claims, audiences, server.clock.now());
    },
  };
}
