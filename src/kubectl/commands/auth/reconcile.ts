/** `kubectl auth reconcile` Mirrors kubectl pkg/cmd/auth/reconcile.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { bindingDefaults } from '#resources/rbac/defaults.ts';
import { goList, RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { ClusterRole, PolicyRule, RoleBinding, Subject } from '#resources/types/rbac.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { isNotFound, KubectlError } from '../../errors.ts';
import { dryRunFlag, filenameFlags, printFlags } from '../../flag-sets.ts';
import { changePrinter } from '../../printers/index.ts';
import { type FetchedInfo, visitResources } from '../../resource-args.ts';
import { reconciledBinding } from './reconcile-binding.ts';
import { type Operation, reconciledRole } from './reconcile-role.ts';

/** What must be done to an object, with lines that say what was missing and what too much. */
interface Plan {
  readonly object: KubeObject;
  readonly operation: Operation;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly what: 'rules' | 'subjects';
}

const ruleText = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule) =>
  `{Verbs:${goList(verbs)} APIGroups:${goList(apiGroups)} Resources:${goList(resources)} ResourceNames:${goList(resourceNames)} NonResourceURLs:${goList(nonResourceURLs)}}`;
const subjectText = ({ kind, apiGroup = '', name, namespace = '' }: Subject) =>
  `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;

async function existingOf(
  { api }: CommandContext,
  { resource, namespace, name }: FetchedInfo,
): Promise<KubeObject | undefined> {
  try {
    return await api.get(resource, namespace, name);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function rolePlan(
  context: CommandContext,
  existing: KubeObject | undefined,
  role: ClusterRole,
): Plan {
  const removeExtra = context.flags.bool('remove-extra-permissions');
  const made = { object: role, operation: 'create' as const, missing: role.rules ?? [], extra: [] };
  const result = existing ? reconciledRole(existing as ClusterRole, role, removeExtra) : made;
  return {
    ...result,
    missing: result.missing.map(ruleText),
    extra: removeExtra ? result.extra.map(ruleText) : [],
    what: 'rules',
  };
}

function bindingPlan(
  context: CommandContext,
  existing: KubeObject | undefined,
  sent: RoleBinding,
): Plan {
  const binding = bindingDefaults(sent);
  const removeExtra = context.flags.bool('remove-extra-subjects');
  const made = {
    object: binding,
    operation: 'create' as const,
    missing: binding.subjects ?? [],
    extra: [],
  };
  const result = existing ? reconciledBinding(existing as RoleBinding, binding, removeExtra) : made;
  return {
    ...result,
    missing: result.missing.map(subjectText),
    extra: removeExtra ? result.extra.map(subjectText) : [],
    what: 'subjects',
  };
}

/** A namespace that isn't there is made first. */
async function ensureNamespace({ api }: CommandContext, namespace: string): Promise<void> {
  const namespaces = (await api.discover()).find('namespaces');
  if (!namespace || !namespaces) return;
  try {
    await api.get(namespaces, '', namespace);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const head = { apiVersion: 'v1', kind: 'Namespace' };
    await api.create(namespaces, '', { ...head, metadata: { name: namespace } });
  }
}

async function carryOut(
  context: CommandContext,
  { resource, namespace, name }: FetchedInfo,
  { operation, object }: Plan,
): Promise<KubeObject> {
  const { api } = context;
  if (operation === '') return object;
  if (operation === 'update') return api.update(resource, namespace, name, object);
  if (operation === 'recreate') await api.delete(resource, namespace, name);
  else await ensureNamespace(context, namespace);
  return api.create(resource, namespace, object);
}

async function report(
  { err }: CommandContext,
  { operation, missing, extra, what }: Plan,
  isProtected: boolean,
): Promise<void> {
  if (operation === '') return;
  const caveat = isProtected
    ? ', but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)'
    : '';
  const listed = (head: string, lines: readonly string[]): readonly string[] =>
    lines.length > 0 ? [`\t${head}:`, ...lines.map((line) => `\t\t${line}`)] : [];
  const lines = [
    `\treconciliation required ${operation}${caveat}`,
    ...listed(`missing ${what} added`, missing),
    ...listed(`extra ${what} removed`, extra),
  ];
  await err(`${lines.join('\n')}\n`);
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  if (args.length > 0) throw new KubectlError('no arguments are allowed');
  const dryRun = await dryRunOf(context);
  if (dryRun === 'server')
    throw new KubectlError('--dry-run=server for command reconcile is not supported yet');
  const tell = changePrinter(context, dryRun);
  const reconcile = async (info: FetchedInfo): Promise<void> => {
    if (info.resource.group !== RBAC_GROUP) return;
    const existing = await existingOf(context, info);
    const isBinding = info.resource.kind.endsWith('Binding');
    const plan = isBinding
      ? bindingPlan(context, existing, info.object as RoleBinding)
      : rolePlan(context, existing, info.object as ClusterRole);
    const annotation = 'rbac.authorization.kubernetes.io/autoupdate';
    const isProtected = existing?.metadata.annotations?.[annotation] === 'false';
    const isDone = isProtected || dryRun === 'client';
    await tell(isDone ? plan.object : await carryOut(context, info, plan), 'reconciled');
    await report(context, plan, isProtected);
  };
  await visitResources(
    context,
    {
      filenames: flags.list('filename'),
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      continueOnError: true,
    },
    reconcile,
  );
  return undefined;
}

export const reconcileCommand: Command = {
  name: 'reconcile',
  use: 'reconcile -f FILENAME',
  short:
    'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  long: `Makes roles and bindings of RBAC grant what a manifest says, without taking away what else they grant.

What is missing is created, and its namespace too. Existing roles and bindings get what the file has and they lack; with --remove-extra-permissions and --remove-extra-subjects they lose what the file has not.`,
  examples: `# Reconcile what a file says
kubectl auth reconcile -f rbac.yaml`,
  flags: [
    dryRunFlag,
    ...filenameFlags('identifying the resource to reconcile.'),
    ...printFlags,
    {
      name: 'remove-extra-permissions',
      type: 'bool',
      help: 'Takes rules away that the file has not.',
    },
    {
      name: 'remove-extra-subjects',
      type: 'bool',
      help: 'Takes subjects away that the file has not.',
    },
  ],
  run,
};
