/** One APIService a group and version that this server serves itself. Mirrors kubernetes pkg/controlplane/apiserver/aggregator.go. */
import type { Kind } from '#apimachinery/kind.ts';

/** Groups that are listed first have more. Versions have 15 where nothing is said. */
const priorities: Readonly<Record<string, number>> = {
  '': 18_000,
  apps: 17_800,
  'events.k8s.io': 17_750,
  'authentication.k8s.io': 17_700,
  'authorization.k8s.io': 17_600,
  autoscaling: 17_500,
  batch: 17_400,
  'certificates.k8s.io': 17_300,
  'networking.k8s.io': 17_200,
  policy: 17_100,
  'rbac.authorization.k8s.io': 17_000,
  'storage.k8s.io': 16_800,
  'apiextensions.k8s.io': 16_700,
  'admissionregistration.k8s.io': 16_700,
  'scheduling.k8s.io': 16_600,
  'coordination.k8s.io': 16_500,
  'node.k8s.io': 16_300,
  'discovery.k8s.io': 16_200,
  'resource.k8s.io': 16_200,
  'flowcontrol.apiserver.k8s.io': 16_100,
};
const versionPriorities: Readonly<Record<string, number>> = {
  'v1.': 1,
  'v2.autoscaling': 30,
  'v1.flowcontrol.apiserver.k8s.io': 21,
  'v1.resource.k8s.io': 21,
};

const labels = { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' };

/** The objects, of a server that serves `kinds`; they are available since `now`. */
export function apiServices(kinds: readonly Kind[], now: string): readonly object[] {
  const names = new Map<string, Kind>();
  for (const kind of kinds) names.set(`${kind.version}.${kind.group}`, kind);
  const available = {
    type: 'Available',
    status: 'True',
    lastTransitionTime: now,
    reason: 'Local',
    message: 'Local APIServices are always available',
  };
  return [...names]
    .filter(([, { group }]) => Object.hasOwn(priorities, group))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { group, version }]) => ({
      metadata: { name, labels },
      spec: {
        ...(group ? { group } : {}),
        version,
        groupPriorityMinimum: priorities[group],
        versionPriority: versionPriorities[name] ?? 15,
      },
      status: { conditions: [available] },
    }));
}
