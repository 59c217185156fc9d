/** DaemonSet: its names, defaults, validation and columns. */
import { isEqual } from '#apimachinery/equality.ts';
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { formatLabels } from '#apimachinery/selector.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { templateGenerationOf, withTemplateGeneration } from './daemonsets/template-generation.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { podSpecWarnings } from './pods/warnings.ts';
import type {
  DaemonSet,
  DaemonSetSpec,
  DaemonSetStatus,
  DaemonSetUpdateStrategy,
} from './types/daemonset.ts';
import { validateDaemonSet, validateDaemonSetUpdate } from './validation/daemonset.ts';
import { judgeDaemonSetStatus } from './validation/workload-status.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, labelSelectorColumn } from './workloads.ts';

export type * from './types/daemonset.ts';

const containersOf = ({ spec }: DaemonSet) => spec.template.spec?.containers ?? [];
const integer = { type: 'integer' } as const;

const columns: readonly Column<DaemonSet>[] = [
  nameColumn,
  column(
    'Desired',
    'How many nodes shall run its pod.',
    ({ status }) => status.desiredNumberScheduled,
    integer,
  ),
  column(
    'Current',
    'How many of those have it.',
    ({ status }) => status.currentNumberScheduled,
    integer,
  ),
  column('Ready', 'How many of those are ready.', ({ status }) => status.numberReady, integer),
  column(
    'Up-to-date',
    'How many of those are of the newest template.',
    ({ status }) => status.updatedNumberScheduled ?? 0,
    integer,
  ),
  column(
    'Available',
    'How many of those have been ready for minReadySeconds.',
    ({ status }) => status.numberAvailable ?? 0,
    integer,
  ),
  column('Node Selector', 'Which nodes it is for.', ({ spec }) =>
    formatLabels(spec.template.spec?.nodeSelector),
  ),
  ageColumn,
  ...containerColumns(containersOf),
  labelSelectorColumn(),
];

/** One node at a time, unless it says otherwise. */
function defaultStrategy(strategy: DaemonSetUpdateStrategy): DaemonSetUpdateStrategy {
  const next = withDefaults(strategy, { type: 'RollingUpdate' });
  if (next.type !== 'RollingUpdate') return next;
  const rolling = withDefaults(next.rollingUpdate ?? {}, { maxUnavailable: 1, maxSurge: 0 });
  return replaced(next, 'rollingUpdate', rolling);
}

/** Mirrors kubernetes pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet. */
const defaultSpec = memoised((spec: DaemonSetSpec): DaemonSetSpec => {
  const next = withDefaults(spec, { revisionHistoryLimit: 10 });
  const strategy = defaultStrategy(next.updateStrategy ?? {});
  return replaced(
    replaced(next, 'updateStrategy', strategy),
    'template',
    defaultTemplate(next.template ?? {}),
  );
});

const noStatus: DaemonSetStatus = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
};

/** Counts templates, whatever a client says the count is. Mirrors kubernetes pkg/registry/apps/daemonset/strategy.go PrepareForUpdate. */
function countTemplates(next: DaemonSet, old: DaemonSet): DaemonSet {
  const before = templateGenerationOf(old) ?? 0;
  const isNew = !isEqual(next.spec.template, old.spec.template);
  return withTemplateGeneration(next, isNew ? before + 1 : before);
}

export const daemonSetKind: Kind<DaemonSet> = {
  group: 'apps',
  version: 'v1',
  kind: 'DaemonSet',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.apps.v1.DaemonSet',
  hasStatus: true,
  hasGeneration: true,
  columns,
  defaults: (object) => {
    const counted = withTemplateGeneration(object, Math.max(1, templateGenerationOf(object) ?? 1));
    return replaced(counted, 'spec', defaultSpec(object.spec ?? {}));
  },
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(countTemplates(next, old), old), old),
  validate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
  judgesUpdateAlone: true,
  validateStatusUpdate: judgeDaemonSetStatus,
  warnings: ({ spec }) =>
    podSpecWarnings('spec.template.spec.', spec.template.spec ?? { containers: [] }),
};
