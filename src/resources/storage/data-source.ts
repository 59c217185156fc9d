/** The two fields that say what a claim's volume begins with. Mirrors kubernetes pkg/api/persistentvolumeclaim/util.go. */
import type { PersistentVolumeClaimSpec } from './types.ts';

type DataSource = NonNullable<PersistentVolumeClaimSpec['dataSource']>;

/** The old field knows claims and snapshots; of anything else nothing is kept. */
const isOfOldKind = ({ kind, apiGroup = '' }: DataSource): boolean =>
  (kind === 'PersistentVolumeClaim' && apiGroup === '') ||
  (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');

/** Each of `dataSource` and `dataSourceRef` says what the other does. */
export function normalizeDataSources(
  spec: PersistentVolumeClaimSpec,
  old: PersistentVolumeClaimSpec | undefined,
): PersistentVolumeClaimSpec {
  const { dataSource, dataSourceRef, ...rest } = spec;
  if (!dataSource && !dataSourceRef) return spec;
  const wasUsed = old?.dataSource ?? old?.dataSourceRef;
  if (dataSource && !dataSourceRef) {
    return wasUsed || isOfOldKind(dataSource) ? { ...spec, dataSourceRef: dataSource } : rest;
  }
  if (dataSource || !dataSourceRef || dataSourceRef.namespace) return spec;
  const { apiGroup, kind, name } = dataSourceRef;
  return { ...spec, dataSource: { ...(apiGroup ? { apiGroup } : {}), kind, name } };
}
