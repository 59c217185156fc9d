/** The pods of a StatefulSet as they are to be made: template, name, host name, claims. */
import type { Draft } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import type { Pod } from '#resources/pod.ts';
import type { PodTemplateSpec, Volume } from '#resources/pods/types.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import { claimName } from './claims.ts';
import { identityLabels, podName, revisionLabel, startOf } from './identity.ts';
import type { Versions } from './versions.ts';

/** The template's volumes, those that claims take the place of first. Mirrors updateStorage. */
export function volumesOf(
  set: StatefulSet,
  ordinal: number,
  volumes: readonly Volume[] = [],
): readonly Volume[] {
  const { volumeClaimTemplates: templates = [] } = set.spec;
  if (templates.length === 0) return volumes;
  const claims = templates.map((template) => ({
    name: template.metadata?.name ?? '',
    persistentVolumeClaim: { claimName: claimName(set, template, ordinal) },
  }));
  const taken = new Set(claims.map(({ name }) => name));
  return [...claims, ...volumes.filter(({ name }) => !taken.has(name))];
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set_utils.go newStatefulSetPod. */
function newPod(
  set: StatefulSet,
  template: PodTemplateSpec,
  ordinal: number,
  revision: string,
): Draft<Pod> {
  const { metadata, spec = { containers: [] } } = template;
  const { annotations, finalizers } = metadata ?? {};
  const { serviceName: subdomain } = set.spec;
  const { subdomain: _, ...rest } = spec;
  const name = podName(set, ordinal);
  const volumes = volumesOf(set, ordinal, spec.volumes);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? '',
      labels: {
        ...metadata?.labels,
        ...identityLabels(set, ordinal),
        [revisionLabel]: revision,
      },
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [controllerReference(set)],
    },
    spec: {
      ...rest,
      hostname: name,
      ...(subdomain ? { subdomain } : {}),
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  };
}

/**
 * Whether a place still gets the current template: those below the partition do, and without any
 * partition as many as there are of it. Mirrors newVersionedStatefulSetPod.
 */
function isKeptBack(set: StatefulSet, ordinal: number): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (rollingUpdate) return ordinal < startOf(set) + (rollingUpdate.partition ?? 0);
  const { currentReplicas = 0 } = set.status;
  return type === 'RollingUpdate' && ordinal < startOf(set) + currentReplicas;
}

/** The pod to be made for a place. */
export function podFor(
  set: StatefulSet,
  { current, currentTemplate, update }: Versions,
  ordinal: number,
): Draft<Pod> {
  return isKeptBack(set, ordinal)
    ? newPod(set, currentTemplate, ordinal, current.metadata.name)
    : newPod(set, set.spec.template, ordinal, update.metadata.name);
}
