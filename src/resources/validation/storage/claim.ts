/** Claims. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaim. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { compareQuantities, parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../../storage/types.ts';
import { each, eachEntry, type FieldErrors, immutable, none } from '../fields.ts';
import { internalDiff } from '../internal-diff.ts';
import { validateLabelSelector } from '../labels.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from '../metadata.ts';
import { validateAccessModes, validateVolumeMode } from './access-modes.ts';
import { validateDataSources } from './data-source.ts';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';
const IMMUTABLE =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

const className = (field: string, name: string | undefined): FieldErrors =>
  name ? each(field, name, dns1123SubdomainErrors(name)) : none;

function validateSize(field: string, size: string | undefined): FieldErrors {
  if (size === undefined) return [required(field)];
  const amount = parseQuantity(size);
  return amount.nanos <= 0n
    ? [invalid(field, printQuantity(amount), 'must be greater than zero')]
    : none;
}

/** The spec of a claim, also of a template of claims. */
export const validateClaimSpec = (field: string, spec: PersistentVolumeClaimSpec): FieldErrors => [
  ...(spec.accessModes?.length
    ? none
    : [required(`${field}.accessModes`, 'at least 1 access mode is required')]),
  ...validateLabelSelector(`${field}.selector`, spec.selector),
  ...validateAccessModes(`${field}.accessModes`, spec.accessModes),
  ...validateSize(`${field}.resources[storage]`, spec.resources?.requests?.['storage']),
  ...className(`${field}.storageClassName`, spec.storageClassName),
  ...validateVolumeMode(`${field}.volumeMode`, spec.volumeMode),
  ...validateDataSources(field, spec),
  ...className(`${field}.volumeAttributesClassName`, spec.volumeAttributesClassName),
];

export const validateClaim = ({ metadata, spec }: PersistentVolumeClaim): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateClaimSpec('spec', spec),
];

/** The spec with everything put back that an update may change. */
function munged(
  next: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): PersistentVolumeClaimSpec {
  const { storageClassName: own, volumeAttributesClassName: _, ...rest } = next.spec;
  const isBound = next.status.phase === 'Bound';
  const annotated = old.metadata.annotations?.[BETA_CLASS];
  const isNamed =
    own !== undefined &&
    old.spec.storageClassName === undefined &&
    (annotated === undefined || annotated === own);
  const named = isNamed ? old.spec.storageClassName : own;
  const attributes = isBound ? old.spec : next.spec;
  const size = old.spec.resources?.requests?.['storage'];
  const requests = next.spec.resources?.requests;
  const resized =
    isBound && requests && size !== undefined
      ? { resources: { ...next.spec.resources, requests: { ...requests, storage: size } } }
      : {};
  return {
    ...rest,
    ...resized,
    ...(named === undefined ? {} : { storageClassName: named }),
    ...(attributes.volumeAttributesClassName === undefined
      ? {}
      : { volumeAttributesClassName: attributes.volumeAttributesClassName }),
  };
}

function validateFixed(next: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldErrors {
  const { volumeName } = next.spec;
  const before = !old.spec.volumeName && volumeName ? { ...old.spec, volumeName } : old.spec;
  const after = munged(next, old);
  if (isEqual(after, before)) return none;
  const diff = internalDiff('PersistentVolumeClaimSpec', before, after);
  return [forbidden('spec', `${IMMUTABLE}\n${diff}`)];
}

const sizeOf = (size: string | undefined) => parseQuantity(size ?? '0');

/** A claim may shrink only to what it had not yet got. */
function validateShrink(next: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldErrors {
  const size = sizeOf(next.spec.resources?.requests?.['storage']);
  if (compareQuantities(size, sizeOf(old.spec.resources?.requests?.['storage'])) >= 0) return none;
  const got = sizeOf(old.status.capacity?.['storage']);
  return compareQuantities(size, got) <= 0
    ? [forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity')]
    : none;
}

function validateAttributes(next: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldErrors {
  const { volumeAttributesClassName: name } = next.spec;
  if (name === old.spec.volumeAttributesClassName) return none;
  if (old.status.currentVolumeAttributesClassName === undefined || name) return none;
  const what = name === undefined ? 'nil' : 'empty string';
  const why = `update to ${what} is forbidden when status.currentVolumeAttributesClassName is not nil`;
  return [forbidden('spec.volumeAttributesClassName', why)];
}

export const validateClaimUpdate = (
  next: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...immutable(
    `metadata.annotations[${BETA_CLASS}]`,
    next.metadata.annotations?.[BETA_CLASS],
    old.metadata.annotations?.[BETA_CLASS],
  ),
  ...validateFixed(next, old),
  ...validateShrink(next, old),
  ...immutable('volumeMode', next.spec.volumeMode, old.spec.volumeMode),
  ...validateAttributes(next, old),
];

const RESIZE_STATES = [
  'ControllerResizeInProgress',
  'ControllerResizeInfeasible',
  'NodeResizePending',
  'NodeResizeInProgress',
  'NodeResizeInfeasible',
].sort();

export const validateClaimStatusUpdate = (next: PersistentVolumeClaim): FieldErrors => [
  ...eachEntry('status.capacity', next.status.capacity, (_name, amount, at) =>
    parseQuantity(amount).nanos < 0n
      ? [
          invalid(
            at,
            Number(parseQuantity(amount).nanos / 1_000_000_000n),
            'must be a valid resource quantity',
          ),
        ]
      : none,
  ),
  ...eachEntry(
    'status.allocatedResourceStatuses',
    next.status.allocatedResourceStatuses,
    (name, state) =>
      RESIZE_STATES.includes(state)
        ? none
        : [notSupported('status.allocatedResourceStatuses', name, RESIZE_STATES)],
  ),
  ...eachEntry('status.allocatedResources', next.status.allocatedResources, (name) =>
    name === 'storage' ? none : [notSupported('status.allocatedResources', name, ['storage'])],
  ),
];
