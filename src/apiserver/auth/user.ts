/** Who asks, once it is known. Mirrors apiserver pkg/authentication/user. */
import type { Actor } from '#apimachinery/api.ts';

export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export const MASTERS = 'system:masters';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
export const ANONYMOUS_NAME = 'system:anonymous';

/** Whether nothing is ever refused to them. */
export const isSuperuser = ({ groups }: { readonly groups: readonly string[] }): boolean =>
  groups.includes(MASTERS);

const ACCOUNT = 'system:serviceaccount:';

/** `system:serviceaccount:default:web` */
export const accountUserName = (namespace: string, name: string): string =>
  `${ACCOUNT}${namespace}:${name}`;

/** The groups of every ServiceAccount of a namespace. */
export const accountGroups = (namespace: string): readonly string[] => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
];

/** "system:serviceaccount:default:web" ⇒ { namespace: "default", name: "web" }; undefined for other users. */
export function splitAccountUser(
  user: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(ACCOUNT)) return undefined;
  const [namespace = '', name = '', ...rest] = user.slice(ACCOUNT.length).split(':');
  return namespace && name && rest.length === 0 ? { namespace, name } : undefined;
}

/** A user as the actor of a request, sent by `program`. */
export const actorOfUser = ({ name, uid, groups, extra }: UserInfo, program: string): Actor => ({
  name: program,
  user: name,
  groups,
  ...(uid ? { uid } : {}),
  ...(extra ? { extra } : {}),
});

/** The user behind an actor. */
export const userOfActor = ({ user, uid, groups, extra }: Actor): UserInfo => ({
  name: user,
  groups,
  ...(uid ? { uid } : {}),
  ...(extra ? { extra } : {}),
});
