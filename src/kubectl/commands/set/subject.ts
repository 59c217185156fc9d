/** `kubectl set subject` Mirrors kubectl pkg/cmd/set/set_subject.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { RoleBinding, Subject } from '#resources/types/rbac.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { subjectFlags } from '../create/subjects.ts';
import { changePodSpecs, checkLocal, readSetTargets, setFlags } from './change-pod-specs.ts';

const sorted = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();

/** "default:bob" ⇒ its subject; "" before the colon is the namespace of this request. */
function accountSubject(text: string, home: string): Subject {
  const [namespace = '', name, ...more] = text.split(':');
  if (!name || more.length > 0) throw new KubectlError('serviceaccount must be <namespace>:<name>');
  return { kind: 'ServiceAccount', namespace: namespace || home, name };
}

function subjectsOf({ flags, namespace }: CommandContext): readonly Subject[] {
  const named = (kind: string, flag: string): readonly Subject[] =>
    sorted(flags.list(flag)).map((name) => ({ kind, apiGroup: RBAC_GROUP, name }));
  const accounts = sorted(flags.list('serviceaccount'));
  return [
    ...named('User', 'user'),
    ...named('Group', 'group'),
    ...accounts.map((text) => accountSubject(text, namespace)),
  ];
}

/** An account without a namespace means none in a binding that has none. */
function checkAccounts({ flags }: CommandContext, infos: readonly FetchedInfo[]): void {
  const isBare = flags.list('serviceaccount').some((text) => text.startsWith(':'));
  if (isBare && infos.some(({ resource }) => resource.kind === 'ClusterRoleBinding'))
    throw new KubectlError(
      'serviceaccount must be <namespace>:<name>, namespace must be specified',
    );
}

/** The binding with the subjects it lacks; undefined when it lacks none. */
function withSubjects(object: KubeObject, added: readonly Subject[]): KubeObject | undefined {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding')
    throw new KubectlError('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
  const binding = object as RoleBinding;
  const { subjects = [] } = binding;
  const missing = added.filter((one) => !subjects.some((known) => isEqual(known, one)));
  if (missing.length === 0) return undefined;
  return { ...binding, subjects: [...subjects, ...missing] } as KubeObject;
}

async function run(context: CommandContext): Promise<number> {
  const { flags, args } = context;
  const dryRun = await dryRunOf(context);
  const { infos } = await readSetTargets(context, args);
  checkLocal(context, dryRun);
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  if (['user', 'group', 'serviceaccount'].every((name) => flags.list(name).length === 0))
    throw new KubectlError('you must specify at least one value of user, group or serviceaccount');
  const added = subjectsOf(context);
  checkAccounts(context, infos);
  return changePodSpecs(context, infos, {
    operation: 'subjects updated',
    failure: 'failed to patch subjects to rolebinding: ',
    change: (object) => withSubjects(object, added),
  });
}

export const subjectCommand: Command = {
  name: 'subject',
  use: 'subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  examples: `# A service account in a role binding
kubectl set subject rolebinding readers --serviceaccount=default:robot

# Users and a group in a cluster role binding
kubectl set subject clusterrolebinding auditors --user=ann --user=bob --group=staff`,
  flags: [...setFlags, ...subjectFlags],
  run,
};
