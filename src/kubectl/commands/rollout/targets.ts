/** The objects that `rollout` commands name: what each refuses first, and how it visits them. */
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { filenameFlags, selectorFlag } from '../../flag-sets.ts';
import type { Flag } from '../../flags.ts';
import {
  type FetchedInfo,
  type ReadResult,
  type ResourceQuery,
  readInfos,
  visitResources,
} from '../../resource-args.ts';

export const targetFlags: readonly Flag[] = [
  ...filenameFlags('identifying the resource to get from a server.'),
  selectorFlag(),
];

function queryOf({ args, flags }: CommandContext): ResourceQuery {
  const filenames = flags.list('filename');
  const kustomize = flags.string('kustomize');
  if (args.length === 0 && filenames.length === 0 && !kustomize)
    throw new KubectlError('required resource not specified');
  return {
    args,
    filenames,
    ...(kustomize ? { kustomize } : {}),
    recursive: flags.bool('recursive'),
    labelSelector: flags.string('selector'),
    allowEmptySelector: true,
    continueOnError: true,
    latest: true,
  };
}

/** `revision must be a positive integer: -1` */
export function checkRevisionFlag(context: CommandContext): number {
  queryOf(context);
  const revision = context.flags.number('revision');
  if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
  return revision;
}

/** Visits every object that is meant; failures are gathered. Gives how many there were. */
export const visitTargets = (
  context: CommandContext,
  visit: (info: FetchedInfo) => Promise<void>,
): Promise<number> => visitResources(context, queryOf(context), visit);

export const readTargets = (context: CommandContext): Promise<ReadResult> =>
  readInfos(context, queryOf(context));

/** `No resources found in default namespace.` */
export const sayNothingFound = (context: CommandContext): Promise<void> =>
  context.err(`No resources found in ${context.namespace} namespace.\n`);

const APPS = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet']);
const OTHERS = new Set(['.Pod', '.ReplicationController', 'batch.Job', 'batch.CronJob']);

/** Whether a kind runs pods at all, so that kubectl has words for its having no history. */
const isWorkload = ({ group, kind }: { group: string; kind: string }): boolean =>
  group === 'apps' || group === 'extensions' ? APPS.has(kind) : OTHERS.has(`${group}.${kind}`);

/** `no history viewer has been implemented for "ReplicaSet.apps"` */
export function notImplemented(
  what: 'history viewer' | 'rollbacker',
  resource: { readonly group: string; readonly kind: string },
): KubectlError {
  const { group, kind } = resource;
  const name = JSON.stringify(group ? `${kind}.${group}` : kind);
  if (isWorkload(resource)) return new KubectlError(`no ${what} has been implemented for ${name}`);
  const retrieving = what === 'rollbacker' ? 'rollbacker' : 'history';
  return new KubectlError(
    `error retrieving ${retrieving} for ${name}, no visitor method exists for {${group} ${kind}}`,
  );
}
