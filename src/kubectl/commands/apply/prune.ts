/** `--prune`: what was applied before and is in no manifest now goes. Mirrors kubectl pkg/cmd/apply/prune.go and pkg/util/prune/prune.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { cascadeOf } from '../../cascade.ts';
import type { CommandContext } from '../../command.ts';
import { type ApiResource, groupVersionOf } from '../../discovery.ts';
import type { DryRun } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import { klogLine } from '../../klog.ts';
import { lastAppliedOf } from '../../last-applied.ts';

const DEFAULTS: readonly (readonly [string, string])[] = [
  ['v1', 'ConfigMap'],
  ['v1', 'Endpoints'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Pod'],
  ['v1', 'ReplicationController'],
  ['v1', 'Secret'],
  ['v1', 'Service'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['apps/v1', 'StatefulSet'],
  ['v1', 'Namespace'],
  ['v1', 'PersistentVolume'],
];
const DEPRECATED =
  'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.';

/** What the manifests spoke of. */
export interface Visited {
  readonly uids: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

/** An object that nobody applies any more. */
export interface Pruned {
  readonly resource: ApiResource;
  readonly namespace: string;
  readonly object: KubeObject;
}

/** `core/v1/ConfigMap` ⇒ the resource. */
async function resourceOf({ api }: CommandContext, text: string): Promise<ApiResource> {
  const parts = text.split('/');
  const [group = '', version = '', kind = ''] = parts;
  if (parts.length !== 3)
    throw new KubectlError(
      `invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`,
    );
  const groupVersion = groupVersionOf({ group: group === 'core' ? '' : group, version });
  const found = (await api.discover()).ofKind(groupVersion, kind);
  if (!found) throw new KubectlError(`no matches for kind "${kind}" in version "${groupVersion}"`);
  return found;
}

/** The types that `--prune-allowlist` names; none when it names none. */
export async function allowlistOf(context: CommandContext): Promise<readonly ApiResource[]> {
  const resources: ApiResource[] = [];
  for (const text of context.flags.list('prune-allowlist'))
    resources.push(await resourceOf(context, text));
  return resources;
}

async function defaultResources(context: CommandContext): Promise<readonly ApiResource[]> {
  await context.err(klogLine(context.host, 'W', 'prune.go:71', DEPRECATED));
  const discovery = await context.api.discover();
  return DEFAULTS.flatMap(([groupVersion, kind]) => {
    const found = discovery.ofKind(groupVersion, kind);
    return found ? [found] : [];
  });
}

/** Objects once applied, of the types and namespaces at hand, that no manifest names; handed over one by one. */
export async function forgotten(
  context: CommandContext,
  allowed: readonly ApiResource[],
  { uids, namespaces }: Visited,
  found: (pruned: Pruned) => Promise<void>,
): Promise<void> {
  const resources = allowed.length > 0 ? allowed : await defaultResources(context);
  const labelSelector = context.flags.string('selector');
  const inNamespaces = [...namespaces].flatMap((namespace) =>
    resources.filter(({ namespaced }) => namespaced).map((resource) => ({ resource, namespace })),
  );
  const clusterWide = resources
    .filter(({ namespaced }) => !namespaced)
    .map((resource) => ({ resource, namespace: '' }));
  for (const { resource, namespace } of [...inNamespaces, ...clusterWide]) {
    const query = { ...(namespace ? { namespace } : {}), labelSelector };
    for (const item of (await context.api.list(resource, query)).items) {
      const object = { ...item, apiVersion: groupVersionOf(resource), kind: resource.kind };
      if (lastAppliedOf(object) === undefined || uids.has(object.metadata.uid)) continue;
      await found({ resource, namespace, object });
    }
  }
}

/** Deletes what is forgotten, and tells of each. */
export async function pruneForgotten(
  context: CommandContext,
  dryRun: DryRun,
  allowed: readonly ApiResource[],
  visited: Visited,
  tell: (object: KubeObject, operation: string) => Promise<void>,
): Promise<void> {
  const propagationPolicy = await cascadeOf(context);
  const grace = context.flags.number('grace-period');
  await forgotten(context, allowed, visited, async ({ resource, namespace, object }) => {
    if (dryRun !== 'client') {
      await context.api.delete(resource, namespace, object.metadata.name, {
        propagationPolicy,
        dryRun: dryRun === 'server',
        ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
      });
    }
    await tell(object, 'pruned');
  });
}
