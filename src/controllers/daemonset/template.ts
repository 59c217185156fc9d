/** The pods of a DaemonSet as they are to be made: tolerant of a failing node, and bound for one. */
import { memoised } from '#apimachinery/intern.ts';
import type { Draft } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import type { DaemonSet } from '#resources/daemonset.ts';
import { templateGenerationOf } from '#resources/daemonsets/template-generation.ts';
import type { Pod } from '#resources/pod.ts';
import type { Affinity, PodSpec, Toleration } from '#resources/pods/types.ts';

export const hashLabel = 'controller-revision-hash';
const generationLabel = 'pod-template-generation';

const tolerated = (name: string, effect: string): Toleration => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect,
});

/** What every pod of a DaemonSet bears, for it can go nowhere else. Mirrors AddOrUpdateDaemonPodTolerations. */
const daemonTolerations: readonly Toleration[] = [
  tolerated('not-ready', 'NoExecute'),
  tolerated('unreachable', 'NoExecute'),
  tolerated('disk-pressure', 'NoSchedule'),
  tolerated('memory-pressure', 'NoSchedule'),
  tolerated('pid-pressure', 'NoSchedule'),
  tolerated('unschedulable', 'NoSchedule'),
];
const networkUnavailable = tolerated('network-unavailable', 'NoSchedule');

const isSame = (a: Toleration, b: Toleration): boolean =>
  a.key === b.key &&
  a.effect === b.effect &&
  a.operator === b.operator &&
  (a.value ?? '') === (b.value ?? '');

/** A toleration in place of its like, or at the end. */
const withToleration = (
  tolerations: readonly Toleration[],
  next: Toleration,
): readonly Toleration[] =>
  tolerations.some((one) => isSame(one, next))
    ? tolerations.map((one) => (isSame(one, next) ? next : one))
    : [...tolerations, next];

/** A template's pod spec with the tolerations of a DaemonSet's pods; remembered by identity. */
export const tolerantSpec: (spec: PodSpec) => PodSpec = memoised((spec: PodSpec): PodSpec => {
  const added = spec.hostNetwork ? [...daemonTolerations, networkUnavailable] : daemonTolerations;
  return { ...spec, tolerations: added.reduce(withToleration, spec.tolerations ?? []) };
});

/** The affinity with one node as all that is required. Mirrors ReplaceDaemonSetPodNodeNameNodeAffinity. */
const boundFor = (affinity: Affinity | undefined, node: string): Affinity => ({
  ...affinity,
  nodeAffinity: {
    ...affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] },
      ],
    },
  },
});

/** The pod for a node, of the revision with this hash. Mirrors kubernetes pkg/controller/daemon/util CreatePodTemplate. */
export function podFor(set: DaemonSet, hash: string, node: string): Draft<Pod> {
  const { metadata, spec = { containers: [] } } = set.spec.template;
  const { labels, annotations, finalizers } = metadata ?? {};
  const generation = templateGenerationOf(set);
  const tolerant = tolerantSpec(spec);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? '',
      labels: {
        ...labels,
        ...(generation === undefined ? {} : { [generationLabel]: String(generation) }),
        ...(hash ? { [hashLabel]: hash } : {}),
      },
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [controllerReference(set)],
    },
    spec: { ...tolerant, affinity: boundFor(tolerant.affinity, node) },
  };
}

/** Whether a pod is of the newest template. Mirrors kubernetes pkg/controller/daemon/util IsPodUpdated. */
export function isUpdated(set: DaemonSet, { metadata }: Pod, hash: string): boolean {
  const generation = templateGenerationOf(set);
  const { [hashLabel]: own, [generationLabel]: count } = metadata.labels ?? {};
  return (
    (hash !== '' && own === hash) || (generation !== undefined && count === String(generation))
  );
}
