/** What a volume is made of. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePersistentVolumeSpec. */
import { forbidden, invalid, required, tooLong } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { PersistentVolumeSpec } from '../../storage/types.ts';
import { each, type FieldErrors, none, present } from '../fields.ts';
import { validateHostPath } from '../pod-spec/volumes.ts';

type Source = keyof PersistentVolumeSpec;

/** In the order they are looked at; the field that an error of a second one names, where it is another. */
const SOURCES: readonly (readonly [Source, string?])[] = [
  ['hostPath'],
  ['gcePersistentDisk'],
  ['awsElasticBlockStore'],
  ['glusterfs'],
  ['flocker'],
  ['nfs'],
  ['rbd'],
  ['quobyte'],
  ['cephfs', 'cephFS'],
  ['iscsi'],
  ['cinder'],
  ['fc'],
  ['flexVolume'],
  ['azureFile'],
  ['vsphereVolume'],
  ['photonPersistentDisk'],
  ['portworxVolume'],
  ['azureDisk'],
  ['scaleIO'],
  ['local'],
  ['storageos'],
  ['csi'],
];

/** The sources of a volume, alone. */
export function sourcesOf(spec: PersistentVolumeSpec): object {
  const used = SOURCES.filter(([source]) => spec[source] !== undefined);
  return Object.fromEntries(used.map(([source]) => [source, spec[source]]));
}

/** A driver's name, as everything of CSI writes it. */
export function validateDriverName(field: string, name: string | undefined): FieldErrors {
  if (!name) return [required(field)];
  return [
    ...(name.length > 63 ? [tooLong(field, 63)] : none),
    ...each(field, name, dns1123SubdomainErrors(name.toLowerCase())),
  ];
}

function validateNfs(field: string, { nfs }: PersistentVolumeSpec): FieldErrors {
  const path = nfs?.path ?? '';
  return [
    ...present(`${field}.server`, nfs?.server),
    ...present(`${field}.path`, path),
    ...(path.startsWith('/') ? none : [invalid(`${field}.path`, path, 'must be an absolute path')]),
  ];
}

function validateLocal(field: string, spec: PersistentVolumeSpec): FieldErrors {
  const path = spec.local?.path ?? '';
  const root = field.slice(0, field.lastIndexOf('.'));
  const backsteps = path.split('/').includes('..')
    ? [invalid(`${field}.path`, path, "must not contain '..'")]
    : none;
  return [
    ...present(`${field}.path`, path),
    ...backsteps,
    ...(spec.nodeAffinity
      ? none
      : [required(`${root}.nodeAffinity`, 'Local volume requires node affinity')]),
  ];
}

/** The checks of the sources that lessons use; the others pass as they are. */
const CHECKS: Partial<Record<Source, (field: string, spec: PersistentVolumeSpec) => FieldErrors>> =
  {
    hostPath: (field, { hostPath }) => (hostPath ? validateHostPath(field, hostPath) : none),
    nfs: validateNfs,
    local: validateLocal,
    csi: (field, { csi }) => [
      ...validateDriverName(`${field}.driver`, csi?.driver),
      ...present(`${field}.volumeHandle`, csi?.volumeHandle),
    ],
  };

/** Exactly one. */
export function validateSources(field: string, spec: PersistentVolumeSpec): FieldErrors {
  const used = SOURCES.filter(([source]) => spec[source] !== undefined);
  if (used.length === 0) return [required(field, 'must specify a volume type')];
  return used.flatMap(([source, shown = source], at) =>
    at === 0 || source === 'flexVolume'
      ? (CHECKS[source]?.(`${field}.${source}`, spec) ?? none)
      : [forbidden(`${field}.${shown}`, 'may not specify more than 1 volume type')],
  );
}
