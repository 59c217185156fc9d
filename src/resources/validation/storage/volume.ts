/** Volumes. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePersistentVolume. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolume, PersistentVolumeSpec } from '../../storage/types.ts';
import { each, eachEntry, type FieldErrors, immutable, none } from '../fields.ts';
import { internalDiff } from '../internal-diff.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { validateNodeSelector } from '../pod-spec/affinity.ts';
import { validateAccessModes, validateVolumeMode } from './access-modes.ts';
import { sourcesOf, validateSources } from './volume-source.ts';

const POLICIES = ['Delete', 'Recycle', 'Retain'];
const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
/** Sources that take mount options. */
const MOUNTABLE: readonly (keyof PersistentVolumeSpec)[] = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
];

const sortedCopy = <T>(amounts: Readonly<Record<string, T>>): object =>
  Object.fromEntries(Object.entries(amounts).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function validateCapacity(capacity: Readonly<Record<string, string>> | null): FieldErrors {
  const names = Object.keys(capacity ?? {});
  const isPlain = names.length === 1 && names[0] === 'storage';
  return [
    ...(names.length === 0 ? [required('spec.capacity')] : none),
    ...(isPlain
      ? none
      : [notSupported('spec.capacity', capacity && sortedCopy(capacity), ['storage'])]),
    ...eachEntry('spec.capacity', capacity ?? {}, (_, amount, at) => {
      const size = parseQuantity(amount);
      return [
        ...(size.nanos < 0n
          ? [invalid(at, Number(size.nanos / 1_000_000_000n), 'must be a valid resource quantity')]
          : none),
        ...(size.nanos <= 0n
          ? [invalid(at, printQuantity(size), 'must be greater than zero')]
          : none),
      ];
    }),
  ];
}

function validateNodeAffinity({ nodeAffinity }: PersistentVolumeSpec): FieldErrors {
  if (!nodeAffinity) return none;
  const field = 'spec.nodeAffinity.required';
  return nodeAffinity.required
    ? validateNodeSelector(field, nodeAffinity.required)
    : [required(field, 'must specify required node constraints')];
}

function validateAttributesClass(spec: PersistentVolumeSpec): FieldErrors {
  const name = spec.volumeAttributesClassName;
  if (name === undefined) return none;
  const field = 'spec.volumeAttributesClassName';
  const why = 'has to be specified when using volumeAttributesClassName';
  return [
    ...(name
      ? each(field, name, dns1123SubdomainErrors(name))
      : [required(field, 'an empty string is disallowed')]),
    ...(spec.csi ? none : [required('spec.csi', why)]),
  ];
}

function validateSpec(spec: PersistentVolumeSpec): FieldErrors {
  const policy = spec.persistentVolumeReclaimPolicy;
  const policyField = 'spec.persistentVolumeReclaimPolicy';
  const isRoot = spec.hostPath && /^\/+\.?\/*$/.test(spec.hostPath.path);
  const { storageClassName } = spec;
  return [
    ...(spec.accessModes?.length ? none : [required('spec.accessModes')]),
    ...validateAccessModes('spec.accessModes', spec.accessModes),
    ...validateCapacity(spec.capacity ?? null),
    ...(!policy || POLICIES.includes(policy)
      ? none
      : [notSupported(policyField, policy, POLICIES)]),
    ...validateNodeAffinity(spec),
    ...validateSources('spec', spec),
    ...(isRoot && policy === 'Recycle'
      ? [forbidden(policyField, "may not be 'recycle' for a hostPath mount of '/'")]
      : none),
    ...(storageClassName
      ? each('spec.storageClassName', storageClassName, dns1123SubdomainErrors(storageClassName))
      : none),
    ...validateVolumeMode('spec.volumeMode', spec.volumeMode),
    ...validateAttributesClass(spec),
  ];
}

function validateMountOptions({ metadata, spec }: PersistentVolume): FieldErrors {
  if (metadata.annotations?.[MOUNT_OPTIONS] === undefined) return none;
  if (MOUNTABLE.some((source) => spec[source] !== undefined)) return none;
  const why = 'may not specify mount options for this volume type';
  return [forbidden(`metadata.annotations.${MOUNT_OPTIONS}`, why)];
}

export const validateVolume = (volume: PersistentVolume): FieldErrors => [
  ...validateMetadata(volume.metadata, false, subdomainName),
  ...validateSpec(volume.spec),
  ...validateMountOptions(volume),
];

/** The source, but a secret to grow with may be named later. */
function fixedSource(next: PersistentVolumeSpec, old: PersistentVolumeSpec): object {
  const sources = sourcesOf(next);
  if (!next.csi || !old.csi || old.csi.controllerExpandSecretRef) return sources;
  const { controllerExpandSecretRef: _, ...csi } = next.csi;
  return { ...sources, csi };
}

function validateFixedSource({ spec: next }: PersistentVolume, { spec: old }: PersistentVolume) {
  const [before, after] = [sourcesOf(old), fixedSource(next, old)];
  if (isEqual(before, after)) return none;
  const diff = internalDiff('PersistentVolumeSource', before, after);
  const why = `spec.persistentvolumesource is immutable after creation\n${diff}`;
  return [forbidden('spec.persistentvolumesource', why)];
}

function validateAttributesUpdate(next: PersistentVolume, old: PersistentVolume): FieldErrors {
  const isDropped =
    old.spec.volumeAttributesClassName !== undefined &&
    next.spec.volumeAttributesClassName === undefined;
  return isDropped
    ? [forbidden('spec.volumeAttributesClassName', 'update from non-nil value to nil is forbidden')]
    : none;
}

const affinityOf = ({ spec }: PersistentVolume): unknown => spec.nodeAffinity ?? null;

export const validateVolumeUpdate = (
  next: PersistentVolume,
  old: PersistentVolume,
): FieldErrors => [
  // The real server looks at the whole of it a second time.
  ...validateVolume(next),
  ...validateFixedSource(next, old),
  ...immutable('volumeMode', next.spec.volumeMode, old.spec.volumeMode),
  ...(old.spec.nodeAffinity && !isEqual(affinityOf(next), affinityOf(old))
    ? [
        invalid(
          'nodeAffinity',
          affinityOf(next),
          'field is immutable, except for updating from beta label to GA',
        ),
      ]
    : none),
  ...validateAttributesUpdate(next, old),
];
