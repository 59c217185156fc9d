/** ReplicaSet: its names, defaults, validation and columns. */
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';

import { ageColumn, nameColumn } from './columns.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { nameWarnings, podSpecWarnings } from './pods/warnings.ts';
import type { ReplicaSet, ReplicaSetSpec, ReplicaSetStatus } from './types/replicaset.ts';
import { validateReplicaSet, validateReplicaSetUpdate } from './validation/replicaset.ts';
import { judgeReplicaSetStatus } from './validation/workload-status.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, countColumns, labelSelectorColumn, replicaScale } from './workloads.ts';

export type * from './types/replicaset.ts';

const containersOf = ({ spec }: ReplicaSet) => spec.template?.spec?.containers ?? [];

const columns: readonly Column<ReplicaSet>[] = [
  nameColumn,
  ...countColumns(1),
  ageColumn,
  ...containerColumns(containersOf),
  labelSelectorColumn(),
];

/** Mirrors kubernetes pkg/apis/apps/v1/defaults.go SetDefaults_ReplicaSet. */
const defaultSpec = memoised(
  (spec: ReplicaSetSpec): ReplicaSetSpec =>
    replaced(withDefaults(spec, { replicas: 1 }), 'template', defaultTemplate(spec.template ?? {})),
);

const noStatus: ReplicaSetStatus = { replicas: 0 };

export const replicaSetKind: Kind<ReplicaSet> = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.apps.v1.ReplicaSet',
  hasStatus: true,
  hasGeneration: true,
  columns,
  fields: { 'status.replicas': ({ status }) => String(status.replicas ?? 0) },
  scale: replicaScale(),
  defaults: (object) => replaced(object, 'spec', defaultSpec(object.spec ?? {})),
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: validateReplicaSet,
  validateUpdate: validateReplicaSetUpdate,
  validateStatusUpdate: judgeReplicaSetStatus,
  warnings: ({ metadata, spec }, isNew) => [
    ...(isNew ? nameWarnings(metadata.name, 'Pod names and hostnames') : []),
    ...podSpecWarnings('spec.template.spec.', spec.template?.spec ?? { containers: [] }),
  ],
};
