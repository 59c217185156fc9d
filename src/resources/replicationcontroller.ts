/** ReplicationController: its names, defaults, validation and columns. */
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { formatLabels, printSelector, selectorOfSet } from '#apimachinery/selector.ts';
import { ageColumn, nameColumn } from './columns.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { nameWarnings, podSpecWarnings } from './pods/warnings.ts';
import type {
  ReplicationController,
  ReplicationControllerSpec,
  ReplicationControllerStatus,
} from './types/replicationcontroller.ts';
import {
  validateReplicationController,
  validateReplicationControllerUpdate,
} from './validation/replicationcontroller.ts';
import { judgeReplicaSetStatus } from './validation/workload-status.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, countColumns, selectorColumn } from './workloads.ts';

export type * from './types/replicationcontroller.ts';

const containersOf = ({ spec }: ReplicationController) => spec.template?.spec?.containers ?? [];

const columns: readonly Column<ReplicationController>[] = [
  nameColumn,
  ...countColumns(0),
  ageColumn,
  ...containerColumns(containersOf),
  selectorColumn(({ spec }) => formatLabels(spec.selector)),
];

const isEmpty = (map: object | undefined): boolean => Object.keys(map ?? {}).length === 0;

const defaultSpec = memoised((spec: ReplicationControllerSpec): ReplicationControllerSpec => {
  const labels = spec.template?.metadata?.labels;
  const next = withDefaults(spec, { replicas: 1 });
  const selecting = labels && isEmpty(next.selector) ? { ...next, selector: labels } : next;
  return replaced(selecting, 'template', selecting.template && defaultTemplate(selecting.template));
});

/** Its selector and labels are its template's when it has none. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController. */
function defaults(object: ReplicationController): ReplicationController {
  const filled = replaced(object, 'spec', defaultSpec(object.spec ?? {}));
  const labels = filled.spec.template?.metadata?.labels;
  if (!labels || !isEmpty(filled.metadata.labels)) return filled;
  return { ...filled, metadata: { ...filled.metadata, labels } };
}

const noStatus: ReplicationControllerStatus = { replicas: 0 };

export const replicationControllerKind: Kind<ReplicationController> = {
  group: '',
  version: 'v1',
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  singular: 'replicationcontroller',
  shortNames: ['rc'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.ReplicationController',
  hasStatus: true,
  hasGeneration: true,
  defaultPropagation: 'Orphan',
  columns,
  fields: { 'status.replicas': ({ status }) => String(status.replicas ?? 0) },
  scale: {
    replicas: ({ spec }) => spec.replicas ?? 0,
    statusReplicas: ({ status }) => status.replicas ?? 0,
    selector: ({ spec }) => printSelector(selectorOfSet(spec.selector ?? {})),
    withReplicas: (object, replicas) => ({ ...object, spec: { ...object.spec, replicas } }),
  },
  defaults,
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: validateReplicationController,
  validateUpdate: validateReplicationControllerUpdate,
  validateStatusUpdate: judgeReplicaSetStatus,
  warnings: ({ metadata, spec }, isNew) => [
    ...(isNew ? nameWarnings(metadata.name, 'Pod names and hostnames') : []),
    ...podSpecWarnings('spec.template.spec.', spec.template?.spec ?? { containers: [] }),
  ],
};
