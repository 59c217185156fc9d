/** What is allowed in a claim but better said otherwise. Mirrors kubernetes pkg/api/persistentvolumeclaim/util.go. */
import { parseQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './types.ts';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';
const PER_BYTE = 1_000_000_000n;

export const claimSpecWarnings = (
  field: string,
  { resources }: PersistentVolumeClaimSpec,
): readonly string[] =>
  (['requests', 'limits'] as const).flatMap((list) => {
    const size = resources?.[list]?.['storage'];
    return size !== undefined && parseQuantity(size).nanos % PER_BYTE !== 0n
      ? [
          `${field}.resources.${list}[storage]: fractional byte value "${size}" is invalid, must be an integer`,
        ]
      : [];
  });

export const claimWarnings = ({ metadata, spec }: PersistentVolumeClaim): readonly string[] => [
  ...(metadata.annotations?.[BETA_CLASS] === undefined
    ? []
    : [
        `metadata.annotations[${BETA_CLASS}]: deprecated since v1.8; use "storageClassName" attribute instead`,
      ]),
  ...claimSpecWarnings('spec', spec),
];
