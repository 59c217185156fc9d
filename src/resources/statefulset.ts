/** StatefulSet: its names, defaults, validation and columns. */
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';

import { ageColumn, column, nameColumn } from './columns.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { defaultStatefulSetSpec } from './defaults/statefulset.ts';
import { replaced } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { podSpecWarnings } from './pods/warnings.ts';
import { claimSpecWarnings } from './storage/claim-warnings.ts';
import type {
  StatefulSet,
  StatefulSetSpec,
  StatefulSetStatus,
  StatefulSetUpdateStrategy,
} from './types/statefulset.ts';
import { validateStatefulSet, validateStatefulSetUpdate } from './validation/statefulset.ts';
import { judgeStatefulSetStatus } from './validation/workload-status.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, replicaScale } from './workloads.ts';

export type * from './types/statefulset.ts';

const containersOf = ({ spec }: StatefulSet) => spec.template.spec?.containers ?? [];

const columns: readonly Column<StatefulSet>[] = [
  nameColumn,
  column(
    'Ready',
    'How many of its pods are ready, of how many wanted.',
    ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
  ),
  ageColumn,
  ...containerColumns(containersOf),
];

const noStatus: StatefulSetStatus = { replicas: 0, availableReplicas: 0 };

/** The update strategy without `maxUnavailable`. */
function withoutLimit(strategy: StatefulSetUpdateStrategy): StatefulSetUpdateStrategy {
  const { maxUnavailable: _, ...rollingUpdate } = strategy.rollingUpdate ?? {};
  return { ...strategy, rollingUpdate };
}

/**
 * Drops `maxUnavailable`, unless the object had one: its feature gate MaxUnavailableStatefulSet is off
 * in 1.35. Mirrors kubernetes pkg/registry/apps/statefulset/strategy.go dropStatefulSetDisabledFields.
 */
function dropDisabled(next: StatefulSet, old?: StatefulSet): StatefulSet {
  const { updateStrategy } = next.spec;
  if (updateStrategy?.rollingUpdate?.maxUnavailable === undefined) return next;
  if (old?.spec.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined) return next;
  const spec: StatefulSetSpec = { ...next.spec, updateStrategy: withoutLimit(updateStrategy) };
  return { ...next, spec };
}

const defaultSpec = memoised((spec: StatefulSetSpec): StatefulSetSpec => {
  const filled = defaultStatefulSetSpec(spec);
  return replaced(filled, 'template', defaultTemplate(filled.template ?? {}));
});

const negativeLimit =
  'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended';

export const statefulSetKind: Kind<StatefulSet> = {
  group: 'apps',
  version: 'v1',
  kind: 'StatefulSet',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.apps.v1.StatefulSet',
  hasStatus: true,
  hasGeneration: true,
  columns,
  scale: replicaScale(),
  defaults: (object) => replaced(object, 'spec', defaultSpec(object.spec ?? {})),
  prepareCreate: (object) => firstGeneration({ ...dropDisabled(object), status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(dropDisabled(next, old), old), old),
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  judgesUpdateAlone: true,
  validateStatusUpdate: judgeStatefulSetStatus,
  warnings: ({ spec }, isNew) => [
    ...podSpecWarnings('spec.template.spec.', spec.template.spec ?? { containers: [] }),
    ...(spec.volumeClaimTemplates ?? []).flatMap((claim, at) =>
      claimSpecWarnings(
        `spec.volumeClaimTemplates[${at}]${isNew ? '' : '.Spec'}`,
        claim.spec ?? {},
      ),
    ),
    ...((spec.revisionHistoryLimit ?? 0) < 0 ? [negativeLimit] : []),
  ],
};
