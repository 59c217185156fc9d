/** Defaults of a StatefulSet's spec. Mirrors kubernetes pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet. */
import type {
  ClaimTemplate,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
} from '../types/statefulset.ts';
import { mapShared, replaced, withDefaults } from './with-defaults.ts';

/** Rolling from partition 0; a strategy that names its type and no partition has none. */
function defaultStrategy(strategy: StatefulSetUpdateStrategy): StatefulSetUpdateStrategy {
  const rolls = strategy.type
    ? strategy
    : withDefaults({ ...strategy, type: 'RollingUpdate' }, { rollingUpdate: {} });
  const { rollingUpdate } = rolls;
  if (rolls.type !== 'RollingUpdate' || !rollingUpdate) return rolls;
  return replaced(rolls, 'rollingUpdate', withDefaults(rollingUpdate, { partition: 0 }));
}

const KIND = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' } as const;
const PENDING = { phase: 'Pending' };

/** A claim template says its kind, and what a new claim of it would look like. */
function defaultClaim(claim: ClaimTemplate): ClaimTemplate {
  const named = withDefaults(claim, { ...KIND, metadata: {} });
  const spec = withDefaults(named.spec ?? {}, { volumeMode: 'Filesystem', resources: {} });
  const status = withDefaults(named.status ?? {}, PENDING);
  return replaced(replaced(named, 'spec', spec), 'status', status);
}

const RETAIN = { whenDeleted: 'Retain', whenScaled: 'Retain' };

/** Everything but the pod template. */
export function defaultStatefulSetSpec(spec: StatefulSetSpec): StatefulSetSpec {
  let next = withDefaults(spec, {
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
  });
  if (next.serviceName === undefined) next = { ...next, serviceName: '' };
  next = replaced(next, 'updateStrategy', defaultStrategy(next.updateStrategy ?? {}));
  const policy = withDefaults(next.persistentVolumeClaimRetentionPolicy ?? {}, RETAIN);
  next = replaced(next, 'persistentVolumeClaimRetentionPolicy', policy);
  const claims = mapShared(next.volumeClaimTemplates, defaultClaim);
  return replaced(next, 'volumeClaimTemplates', claims);
}
