/** Which ReplicaSets a Deployment has, old and current. Mirrors kubectl pkg/util/deployment/deployment.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { StringMap } from '#apimachinery/object.ts';
import { isControlledBy } from '#apimachinery/owner-references.ts';
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import type { ApiClient } from './api-client.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const TEMPLATE_HASH = 'pod-template-hash';

export interface DeploymentSets {
  readonly old: readonly ReplicaSet[];
  /** The one with the Deployment's own template; undefined before it is made. */
  readonly current: ReplicaSet | undefined;
}

type Template = ReplicaSet['spec']['template'];

/** A map without `key`; undefined when nothing is left. */
function without(map: StringMap | undefined, key: string): StringMap | undefined {
  const entries = Object.entries(map ?? {}).filter(([name]) => name !== key);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The template as a Deployment has it: without the hash its ReplicaSet's label carries. */
export function withoutHash(template: Template): Template {
  const labels = without(template?.metadata?.labels, TEMPLATE_HASH);
  const { labels: _, ...metadata } = template?.metadata ?? {};
  return { ...template, metadata: labels ? { ...metadata, labels } : metadata };
}

/** Whether two templates say the same, but for the hash. */
export const isSameTemplate = (a: Template, b: Template): boolean =>
  isEqual(withoutHash(a), withoutHash(b));

/** The revision an object is annotated with; 0 without one, NaN for what is no number. */
export function revisionOf({
  metadata,
}: {
  readonly metadata: { readonly annotations?: StringMap };
}): number {
  const text = metadata.annotations?.[REVISION];
  if (text === undefined) return 0;
  return /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
}

const older = (a: ReplicaSet, b: ReplicaSet): number => {
  const left = `${a.metadata.creationTimestamp}/${a.metadata.name}`;
  const right = `${b.metadata.creationTimestamp}/${b.metadata.name}`;
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Divides a Deployment's ReplicaSets, oldest first. Of several with its template the oldest is current. */
export function divideSets(deployment: Deployment, sets: readonly ReplicaSet[]): DeploymentSets {
  const owned = sets.filter((set) => isControlledBy(set, deployment)).sort(older);
  const current = owned.find(({ spec }) => isSameTemplate(spec.template, deployment.spec.template));
  return { old: owned.filter((set) => set !== current), current };
}

/** Asks the server for a Deployment's ReplicaSets. */
export async function deploymentSets(
  api: Pick<ApiClient, 'discover' | 'list'>,
  deployment: Deployment,
): Promise<DeploymentSets> {
  const resource = (await api.discover()).find('replicasets.apps');
  if (!resource) return { old: [], current: undefined };
  const { items } = await api.list<ReplicaSet>(resource, {
    namespace: deployment.metadata.namespace ?? '',
    labelSelector: printSelector(selectorOfObject(deployment.spec.selector)),
  });
  return divideSets(deployment, items);
}
