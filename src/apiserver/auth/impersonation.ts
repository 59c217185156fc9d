/** Acting as somebody else: the Impersonate- headers. Mirrors apiserver pkg/endpoints/filters/impersonation. */
import { badRequestError, type StatusError } from '#apimachinery/status.ts';
import type { Attributes } from './attributes.ts';
import type { Authorizer } from './authorizer.ts';
import { userForbiddenError } from './forbidden.ts';
import {
  ANONYMOUS_NAME,
  AUTHENTICATED,
  accountGroups,
  splitAccountUser,
  UNAUTHENTICATED,
  type UserInfo,
} from './user.ts';

type Headers = Readonly<Record<string, string>>;

const USER = 'impersonate-user';
const GROUP = 'impersonate-group';
const UID = 'impersonate-uid';
const EXTRA = 'impersonate-extra-';

/** Several headers of one name arrive as one, as fetch and Node join them. */
const listOf = (header: string | undefined): readonly string[] =>
  header ? header.split(/,\s*/) : [];

/** "example.com%2fteam" ⇒ "example.com/team" */
function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

const extrasOf = (headers: Headers): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(headers)
    .filter(([name]) => name.startsWith(EXTRA))
    .map(([name, value]) => [unescaped(name.slice(EXTRA.length)), listOf(value)]);

/** Whether a request asks to act as somebody else. */
export const isImpersonating = (headers: Headers | undefined): boolean => {
  if (!headers) return false;
  for (const name in headers) if (name.startsWith('impersonate-')) return true;
  return false;
};

/** Every right that acting so needs. */
function questions(headers: Headers): readonly Attributes[] {
  const user = headers[USER] ?? '';
  const account = splitAccountUser(user);
  const ask = (resource: string, name: string, more: Partial<Attributes> = {}): Attributes => ({
    verb: 'impersonate',
    group: '',
    resource,
    name,
    ...more,
  });
  const group = 'authentication.k8s.io';
  return [
    account
      ? ask('serviceaccounts', account.name, { namespace: account.namespace })
      : ask('users', user),
    ...listOf(headers[GROUP]).map((name) => ask('groups', name)),
    ...extrasOf(headers).flatMap(([key, values]) =>
      values.map((value) => ask('userextras', value, { group, subresource: key })),
    ),
    ...(headers[UID] ? [ask('uids', headers[UID], { group })] : []),
  ];
}

/** The groups of who is acted as: those asked for, else those they always have. */
function groupsOf(headers: Headers, user: string): readonly string[] {
  const account = splitAccountUser(user);
  const asked = listOf(headers[GROUP]);
  const groups = asked.length > 0 || !account ? asked : accountGroups(account.namespace);
  if (user === ANONYMOUS_NAME) {
    return groups.includes(UNAUTHENTICATED) ? groups : [...groups, UNAUTHENTICATED];
  }
  const isSaid = groups.includes(AUTHENTICATED) || groups.includes(UNAUTHENTICATED);
  return isSaid ? groups : [...groups, AUTHENTICATED];
}

/** 400: groups, extras or a uid alone name nobody. */
function withoutUser(headers: Headers): StatusError {
  const shown = questions(headers)
    .slice(1)
    .map(({ resource, name = '', subresource = '' }) => {
      const kind = { groups: 'Group', userextras: 'UserExtra', uids: 'UID' }[resource ?? ''] ?? '';
      const version = kind === 'Group' ? '' : 'authentication.k8s.io/v1';
      return `{${[kind, '', name, '', version, '', subresource].join(' ')}}`;
    });
  return badRequestError(`requested [${shown.join(' ')}] without impersonating a user`);
}

/** Who `requestor` becomes; throws Forbidden when they may not. */
export function impersonated(
  authorizer: Authorizer,
  requestor: UserInfo,
  headers: Headers,
): UserInfo {
  const name = headers[USER] ?? '';
  if (!name) throw withoutUser(headers);
  for (const asked of questions(headers)) {
    const { allowed, reason } = authorizer.authorize(requestor, asked);
    if (!allowed) throw userForbiddenError(requestor.name, asked, reason);
  }
  const extras = extrasOf(headers);
  return {
    name,
    groups: groupsOf(headers, name),
    ...(headers[UID] ? { uid: headers[UID] } : {}),
    ...(extras.length > 0 ? { extra: Object.fromEntries(extras) } : {}),
  };
}
