/** The resource quota controller: counts again what a namespace uses of its quotas. Mirrors kubernetes pkg/controller/resourcequota/resource_quota_controller.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { type Kind, withTables } from '#apimachinery/kind.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import { latency } from '#kernel/latency.ts';
import { kinds as allKinds } from '#resources/index.ts';
import { evaluatorOf, quotaUsage } from '#resources/quota/index.ts';
import { type ResourceQuota, resourceQuotaKind } from '#resources/resourcequota.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';

/** The kinds whose objects may count, one each table. */
const countedKinds = (): readonly Kind[] =>
  withTables(allKinds).filter((kind) => evaluatorOf(kind) !== undefined);

function sync({ client, clock }: ControllerDeps, quota: ResourceQuota): void {
  const { namespace = '' } = quota.metadata;
  const hard = quota.spec.hard ?? {};
  const used = quotaUsage(
    quota,
    countedKinds(),
    (kind) => client.list(kind, { namespace }),
    clock.now(),
  );
  const status = { hard, used };
  if (isEqual(status, { hard: quota.status.hard ?? {}, used: quota.status.used ?? {} })) {
    if (quota.status.hard) return;
  }
  client.updateStatus(resourceQuotaKind, { ...quota, status });
}

/** Looks at a kind's objects: what goes, or gives something back, is counted anew. */
function watchKind({ client, clock }: ControllerDeps, kind: Kind, queue: WorkQueue): void {
  const evaluator = evaluatorOf(kind);
  client.watch(kind, ({ type, object, previous, revision }) => {
    const isLess =
      type === 'DELETED' ||
      (type === 'MODIFIED' && previous && evaluator?.givesBack?.(object, previous, clock.now()));
    if (!isLess) return;
    const { namespace } = object.metadata;
    for (const quota of client.list(resourceQuotaKind, { namespace })) {
      const names = Object.keys(quota.spec.hard ?? {});
      if ((evaluator?.matching(names) ?? []).length > 0) queue.add(keyOf(quota), revision);
    }
  });
}

export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  start: (deps) => {
    const { client } = deps;
    const watched = new Set<Kind>();
    const queue = startLoop(deps, (key) => {
      const { namespace, name } = splitKey(key);
      const quota = client.get(resourceQuotaKind, namespace, name);
      if (!quota || quota.metadata.deletionTimestamp) return undefined;
      sync(deps, quota);
      return latency.quotaResyncMs;
    });
    /** Before the first quota that counts a kind, its objects cost nothing. */
    const watchWhatCounts = ({ spec }: ResourceQuota): void => {
      const names = Object.keys(spec.hard ?? {});
      for (const kind of countedKinds()) {
        if (watched.has(kind) || (evaluatorOf(kind)?.matching(names) ?? []).length === 0) continue;
        watched.add(kind);
        watchKind(deps, kind, queue);
      }
    };
    client.watch(resourceQuotaKind, ({ type, object, previous, revision }) => {
      if (type === 'DELETED') return;
      watchWhatCounts(object);
      if (type === 'ADDED' || !isEqual(previous?.spec, object.spec)) {
        queue.add(keyOf(object), revision);
      }
    });
  },
};
