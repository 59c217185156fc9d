/** Deployment: its names, defaults, validation and columns. */
import { isEqual } from '#apimachinery/equality.ts';
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countGeneration, firstGeneration, keepStatus } from './generation.ts';
import { nameWarnings, podSpecWarnings } from './pods/warnings.ts';
import type {
  Deployment,
  DeploymentSpec,
  DeploymentStatus,
  DeploymentStrategy,
} from './types/deployment.ts';
import { validateDeployment, validateDeploymentUpdate } from './validation/deployment.ts';
import { judgeDeploymentStatus } from './validation/workload-status.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, replicaScale, selectorColumn } from './workloads.ts';

export type * from './types/deployment.ts';

/** The selector as text, or `<invalid>`. */
function printedSelector({ spec }: Deployment): string {
  try {
    return printSelector(selectorOfObject(spec.selector));
  } catch (error) {
    if (error instanceof ParseError) return '<invalid>';
    throw error;
  }
}

const containersOf = ({ spec }: Deployment) => spec.template.spec?.containers ?? [];

const columns: readonly Column<Deployment>[] = [
  nameColumn,
  column('Ready', 'How many of its pods are ready, of how many wanted.', ({ spec, status }) => {
    return `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`;
  }),
  column('Up-to-date', 'Pods of the newest template.', ({ status }) => status.updatedReplicas ?? 0),
  column(
    'Available',
    'Pods that have been ready for minReadySeconds.',
    ({ status }) => status.availableReplicas ?? 0,
  ),
  ageColumn,
  ...containerColumns(containersOf),
  selectorColumn(printedSelector),
];

/** Rolling by quarters, unless it says `Recreate`. */
function defaultStrategy(strategy: DeploymentStrategy): DeploymentStrategy {
  const next = withDefaults(strategy, { type: 'RollingUpdate' });
  if (next.type !== 'RollingUpdate') return next;
  const rolling = withDefaults(next.rollingUpdate ?? {}, {
    maxUnavailable: '25%',
    maxSurge: '25%',
  });
  return replaced(next, 'rollingUpdate', rolling);
}

/** Mirrors kubernetes pkg/apis/apps/v1/defaults.go SetDefaults_Deployment. */
const defaultSpec = memoised((spec: DeploymentSpec): DeploymentSpec => {
  const next = withDefaults(spec, {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  });
  const strategy = defaultStrategy(next.strategy ?? {});
  return replaced(
    replaced(next, 'strategy', strategy),
    'template',
    defaultTemplate(next.template ?? {}),
  );
});

/** Annotations count too: they are copied to its ReplicaSets. Mirrors kubernetes pkg/registry/apps/deployment/strategy.go. */
const prepareUpdate = (next: Deployment, old: Deployment): Deployment =>
  countGeneration(
    keepStatus(next, old),
    old,
    !isEqual(next.spec, old.spec) ||
      !isEqual(next.metadata.annotations ?? {}, old.metadata.annotations ?? {}),
  );

const noStatus: DeploymentStatus = {};

export const deploymentKind: Kind<Deployment> = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.apps.v1.Deployment',
  hasStatus: true,
  hasGeneration: true,
  columns,
  scale: replicaScale(),
  defaults: (object) => replaced(object, 'spec', defaultSpec(object.spec ?? {})),
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate,
  validate: validateDeployment,
  validateUpdate: validateDeploymentUpdate,
  validateStatusUpdate: judgeDeploymentStatus,
  warnings: ({ metadata, spec }, isNew) => [
    ...(isNew ? nameWarnings(metadata.name, 'Pod names and hostnames') : []),
    ...podSpecWarnings('spec.template.spec.', spec.template.spec ?? { containers: [] }),
  ],
};
