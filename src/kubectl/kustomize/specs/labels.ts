/** Where labels and annotations go. Mirrors api internal/konfig/builtinpluginconsts/{commonlabels,metadatalabels,commonannotations}.go. */
import type { FieldSpec } from '../field-spec.ts';

const templates = (leaf: 'labels' | 'annotations'): readonly FieldSpec[] => {
  const stateful = leaf === 'labels' ? { group: 'apps' } : {};
  return [
    { path: `metadata/${leaf}`, create: true },
    {
      path: `spec/template/metadata/${leaf}`,
      create: true,
      version: 'v1',
      kind: 'ReplicationController',
    },
    ...['Deployment', 'ReplicaSet', 'DaemonSet'].map((kind) => ({
      path: `spec/template/metadata/${leaf}`,
      create: true,
      kind,
    })),
    { path: `spec/template/metadata/${leaf}`, create: true, kind: 'StatefulSet', ...stateful },
    ...(leaf === 'labels'
      ? [
          {
            path: 'spec/volumeClaimTemplates[]/metadata/labels',
            create: true,
            group: 'apps',
            kind: 'StatefulSet',
          },
        ]
      : []),
    { path: `spec/template/metadata/${leaf}`, create: true, group: 'batch', kind: 'Job' },
    { path: `spec/jobTemplate/metadata/${leaf}`, create: true, group: 'batch', kind: 'CronJob' },
    {
      path: `spec/jobTemplate/spec/template/metadata/${leaf}`,
      create: true,
      group: 'batch',
      kind: 'CronJob',
    },
  ];
};

const matchLabels = 'labelSelector/matchLabels';
const preferred = `preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/${matchLabels}`;
const required = `requiredDuringSchedulingIgnoredDuringExecution/${matchLabels}`;

/** Selectors inside a pod template that name pods of the same kind. */
const scheduling = (kind: string): readonly FieldSpec[] =>
  [
    `affinity/podAffinity/${preferred}`,
    `affinity/podAffinity/${required}`,
    `affinity/podAntiAffinity/${preferred}`,
    `affinity/podAntiAffinity/${required}`,
    `topologySpreadConstraints/${matchLabels}`,
  ].map((path) => ({ path: `spec/template/spec/${path}`, group: 'apps', kind }));

const selectors: readonly FieldSpec[] = [
  { path: 'spec/selector', create: true, version: 'v1', kind: 'Service' },
  { path: 'spec/selector', create: true, version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'Deployment' },
  ...scheduling('Deployment'),
  { path: 'spec/selector/matchLabels', create: true, kind: 'ReplicaSet' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'DaemonSet' },
  { path: 'spec/selector/matchLabels', create: true, group: 'apps', kind: 'StatefulSet' },
  ...scheduling('StatefulSet'),
  { path: 'spec/selector/matchLabels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  ...['podSelector', 'ingress/from/podSelector', 'egress/to/podSelector'].map((path) => ({
    path: `spec/${path}/matchLabels`,
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
  })),
];

/** Objects and the pods they make. */
export const templateLabels: readonly FieldSpec[] = templates('labels');
/** The same, and selectors. */
export const commonLabels: readonly FieldSpec[] = [...selectors, ...templateLabels];
export const commonAnnotations: readonly FieldSpec[] = templates('annotations');
