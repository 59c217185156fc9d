/** Subjects of a binding, made of `--user`, `--group` and `--serviceaccount`. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

export const subjectFlags: readonly Flag[] = [
  {
    name: 'group',
    type: 'stringArray',
    default: '[]',
    help: 'Group that gets the role; may be repeated.',
  },
  {
    name: 'serviceaccount',
    type: 'stringArray',
    default: '[]',
    help: 'Service account that gets the role, as <namespace>:<name>; may be repeated.',
  },
  {
    name: 'user',
    type: 'stringArray',
    default: '[]',
    help: 'User that gets the role; may be repeated.',
  },
];

function accountSubject(text: string): JsonObject {
  const [namespace, name, ...rest] = text.split(':');
  if (!namespace || !name || rest.length > 0)
    throw new KubectlError('serviceaccount must be <namespace>:<name>');
  return { kind: 'ServiceAccount', name, namespace };
}

/** Users, groups, then service accounts; nothing when there are none. */
export function subjectsOf({ flags }: CommandContext): JsonObject {
  const named = (kind: string, flag: string): readonly JsonObject[] =>
    flags.list(flag).map((name) => ({ kind, apiGroup: RBAC_GROUP, name }));
  const subjects = [
    ...named('User', 'user'),
    ...named('Group', 'group'),
    ...flags.list('serviceaccount').map(accountSubject),
  ];
  return subjects.length > 0 ? { subjects } : {};
}
