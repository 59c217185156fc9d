/** A quota knows at once what is used of it. Differs: upstream's controller says so some milliseconds later; here no time passes between two commands. */
import type { Actor, StoreEvent } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { type Kind, withTables } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { quotaUsage } from '#resources/quota/index.ts';
import { type ResourceQuota, resourceQuotaKind } from '#resources/resourcequota.ts';
import type { ServerContext } from './context.ts';
import { update } from './verbs/update.ts';

const CONTROLLER: Actor = {
  name: 'resourcequota-controller',
  user: 'system:serviceaccount:kube-system:resourcequota-controller',
  groups: ['system:masters'],
  manager: 'kube-controller-manager',
};

/** Counts what a new or changed quota's namespace uses, where the server serves quotas. */
export function trackQuotas(server: ServerContext): void {
  const kind = resourceQuotaKind as unknown as Kind;
  if (!server.kinds.includes(kind)) return;
  server.store.subscribe(
    ({ type, object, previous, revision }: StoreEvent) => {
      const quota = object as ResourceQuota;
      const before = previous as ResourceQuota | undefined;
      if (type === 'DELETED' || isEqual(quota.spec, before?.spec)) return;
      const { namespace } = quota.metadata;
      const used = quotaUsage(
        quota,
        withTables(server.kinds),
        (each) => server.store.table(each).list(namespace),
        server.clock.now(),
      );
      const status = { hard: quota.spec.hard ?? {}, used };
      const call = { actor: CONTROLLER, cause: revision };
      const counted: KubeObject = { ...quota, status } as KubeObject;
      update(server, kind, counted, call, 'status');
    },
    { kind },
  );
}
