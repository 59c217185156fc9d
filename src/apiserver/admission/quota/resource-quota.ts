/** What would go over a namespace's quota is refused; what comes in is counted at once. Mirrors apiserver pkg/admission/plugin/resourcequota. */
import type { Actor, Call, WriteOptions } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import type { ResourceList } from '#resources/pods/requests.ts';
import {
  addAmounts,
  exceeding,
  maskAmounts,
  printAmounts,
  subtractAmounts,
  withoutZeros,
} from '#resources/quota/amounts.ts';
import { type Evaluator, isCounted } from '#resources/quota/evaluator.ts';
import { evaluatorOf } from '#resources/quota/index.ts';
import { type ResourceQuota, resourceQuotaKind } from '#resources/resourcequota.ts';
import type { AdmissionStep, ServerContext } from '../../context.ts';
import { storedList } from '../stored.ts';

/** The server counts as itself. */
const SERVER: Actor = {
  name: 'kube-apiserver',
  user: 'system:apiserver',
  groups: ['system:masters'],
};

/** A write, as far as quotas look at it. */
interface Usage {
  readonly server: ServerContext;
  readonly kind: Kind;
  readonly evaluator: Evaluator;
  readonly object: KubeObject;
  readonly old: KubeObject | undefined;
}

const isRelevant = ({ evaluator, object }: Usage, quota: ResourceQuota): boolean =>
  isCounted(evaluator, quota, quota.status.hard ?? {}, object);

/** What the write adds under a quota: all of it, or what is more than before. */
function deltaOf(write: Usage, quota: ResourceQuota): ResourceList {
  const { server, evaluator, object, old } = write;
  const nowMs = server.clock.now();
  const usage = evaluator.usage(object, nowMs);
  if (!old || !isRelevant({ ...write, object: old }, quota)) return withoutZeros(usage);
  return withoutZeros(subtractAmounts(usage, evaluator.usage(old, nowMs)));
}

/** Refuses what the quota cannot even judge. */
function checkConstraints({ kind, evaluator, object }: Usage, quota: ResourceQuota): void {
  const { hard = {}, used = {} } = quota.status;
  const required = evaluator.matching(Object.keys(hard));
  const refuse = (why: string) => forbiddenError(kind, object.metadata.name, why);
  const problem = evaluator.problem?.(required, object);
  if (problem !== undefined) throw refuse(`failed quota: ${quota.metadata.name}: ${problem}`);
  if (required.every((name) => used[name] !== undefined)) return;
  const names = [...required].sort().join(',');
  throw refuse(`status unknown for quota: ${quota.metadata.name}, resources: ${names}`);
}

/** The quota's usage after the write; throws when that is too much. */
function usageAfter(write: Usage, quota: ResourceQuota, delta: ResourceList): ResourceList {
  const { hard = {}, used = {} } = quota.status;
  const requested = maskAmounts(delta, new Set(Object.keys(hard)));
  const next = addAmounts(used, requested);
  const over = new Set(exceeding(maskAmounts(next, new Set(Object.keys(requested))), hard));
  if (over.size === 0) return next;
  const [wanted, before, limited] = [requested, used, hard].map((list) =>
    printAmounts(maskAmounts(list, over)),
  );
  const why = `exceeded quota: ${quota.metadata.name}, requested: ${wanted}, used: ${before}, limited: ${limited}`;
  throw forbiddenError(write.kind, write.object.metadata.name, why);
}

function charge(
  server: ServerContext,
  kind: Kind,
  object: KubeObject,
  old: KubeObject | undefined,
  call: Call,
  options: WriteOptions | undefined,
): void {
  const quotas = storedList(server, resourceQuotaKind, object.metadata.namespace);
  if (quotas.length === 0) return;
  const evaluator = evaluatorOf(kind);
  if (!evaluator || (old && !evaluator.countsUpdate(object, old))) return;
  const write: Usage = { server, kind, evaluator, object, old };
  const relevant = quotas.filter((quota) => isRelevant(write, quota));
  for (const quota of relevant) checkConstraints(write, quota);
  const changes = relevant.flatMap((quota) => {
    const delta = deltaOf(write, quota);
    if (Object.keys(delta).length === 0) return [];
    return [[quota, usageAfter(write, quota, delta)] as const];
  });
  if (options?.dryRun) return;
  const own: Call = { actor: SERVER, cause: call.cause };
  for (const [quota, used] of changes) {
    const next: ResourceQuota = { ...quota, status: { ...quota.status, used } };
    server.store.put(resourceQuotaKind as unknown as Kind, next, quota, own);
  }
}

const isNamespaced = (kind: Kind, { metadata }: KubeObject): boolean =>
  kind.namespaced && Boolean(metadata.namespace);

export const resourceQuota: AdmissionStep = {
  name: 'ResourceQuota',
  checkComplete: (server, kind, object, call, options) => {
    if (isNamespaced(kind, object)) charge(server, kind, object, undefined, call, options);
  },
  checkUpdate: (server, kind, next, old, call, options) => {
    if (isNamespaced(kind, next)) charge(server, kind, next, old, call, options);
  },
};
