/** Volumes and where they are mounted. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateVolumes and ValidateVolumeMounts. */
import {
  duplicate,
  forbidden,
  invalid,
  notFound,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import type { Volume, VolumeMount } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none, present } from '../fields.ts';
import { validateClaimSpec } from '../storage/claim.ts';

const MODE = 'must be a number between 0 and 0777 (octal), both inclusive';
const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

const noBacksteps = (field: string, path: string): FieldErrors =>
  path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : none;

const descending = (field: string, path: string): FieldErrors => [
  ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : none),
  ...noBacksteps(field, path),
];

const fileMode = (field: string, mode: number | undefined): FieldErrors =>
  mode !== undefined && (mode < 0 || mode > 0o777) ? [invalid(field, mode, MODE)] : none;

interface KeyToPath {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

const keysToPaths = (field: string, items: readonly KeyToPath[] | undefined): FieldErrors =>
  eachItem(field, items, ({ key, path, mode }, at) => [
    ...present(`${at}.key`, key),
    ...present(`${at}.path`, path),
    ...descending(`${at}.path`, path ?? ''),
    ...fileMode(`${at}.mode`, mode),
  ]);

/** A path of the node, in a pod or as a volume. */
export function validateHostPath(
  field: string,
  { path, type }: NonNullable<Volume['hostPath']>,
): FieldErrors {
  if (!path) return [required(`${field}.path`)];
  const known = HOST_PATH_TYPES.includes(type ?? '');
  return [
    ...noBacksteps(`${field}.path`, path),
    ...(known ? none : [notSupported(`${field}.type`, type, HOST_PATH_TYPES)]),
  ];
}

/** The checks of the sources that lessons use; the others pass as they are. */
const SOURCES: Readonly<Record<string, (field: string, volume: Volume) => FieldErrors>> = {
  hostPath: (field, volume) => (volume.hostPath ? validateHostPath(field, volume.hostPath) : none),
  secret: (field, { secret }) => [
    ...present(`${field}.secretName`, secret?.secretName),
    ...fileMode(`${field}.defaultMode`, secret?.defaultMode),
    ...keysToPaths(`${field}.items`, secret?.items),
  ],
  configMap: (field, { configMap }) => [
    ...present(`${field}.name`, configMap?.name),
    ...fileMode(`${field}.defaultMode`, configMap?.defaultMode),
    ...keysToPaths(`${field}.items`, configMap?.items),
  ],
  persistentVolumeClaim: (field, { persistentVolumeClaim }) =>
    present(`${field}.claimName`, persistentVolumeClaim?.claimName),
  nfs: (field, { nfs }) => [
    ...present(`${field}.server`, nfs?.server),
    ...present(`${field}.path`, nfs?.path),
  ],
  downwardAPI: (field, { downwardAPI }) =>
    fileMode(`${field}.defaultMode`, downwardAPI?.defaultMode),
  projected: (field, { projected }) => fileMode(`${field}.defaultMode`, projected?.defaultMode),
  csi: (field, { csi }) => present(`${field}.driver`, csi?.driver),
  ephemeral: (field, { ephemeral }) =>
    ephemeral?.volumeClaimTemplate
      ? validateClaimSpec(
          `${field}.volumeClaimTemplate.spec`,
          ephemeral.volumeClaimTemplate.spec ?? {},
        )
      : [required(`${field}.volumeClaimTemplate`)],
};

/** Exactly one source. */
function validateSource(field: string, volume: Volume): FieldErrors {
  const { name: _, ...sources } = volume;
  const used = Object.entries(sources).filter(([, source]) => source !== undefined);
  if (used.length === 0) return [required(field, 'must specify a volume type')];
  return used.flatMap(([type], at) =>
    at === 0
      ? (SOURCES[type]?.(`${field}.${type}`, volume) ?? none)
      : [forbidden(`${field}.${type}`, 'may not specify more than 1 volume type')],
  );
}

export interface VolumeFindings {
  readonly errors: FieldErrors;
  /** Names that mounts may use: only of volumes without an error. */
  readonly names: ReadonlySet<string>;
}

export function validateVolumes(
  field: string,
  volumes: readonly Volume[] | undefined,
): VolumeFindings {
  const names = new Set<string>();
  const errors = eachItem(field, volumes, (volume, at) => {
    const { name } = volume;
    const found = [
      ...validateSource(at, volume),
      ...(name ? each(`${at}.name`, name, dns1123LabelErrors(name)) : [required(`${at}.name`)]),
      ...(names.has(name) ? [duplicate(`${at}.name`, name)] : none),
    ];
    if (found.length === 0) names.add(name);
    return found;
  });
  return { errors, names };
}

export function validateMounts(
  field: string,
  mounts: readonly VolumeMount[] | undefined,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const points = new Set<string>();
  return eachItem(field, mounts, ({ name, mountPath, subPath, subPathExpr }, at) => {
    const isTaken = points.has(mountPath);
    points.add(mountPath);
    return [
      ...present(`${at}.name`, name),
      ...(volumes.has(name) ? none : [notFound(`${at}.name`, name)]),
      ...present(`${at}.mountPath`, mountPath),
      ...(isTaken ? [invalid(`${at}.mountPath`, mountPath, 'must be unique')] : none),
      ...(subPath ? descending(`${field}.subPath`, subPath) : none),
      ...(subPath && subPathExpr
        ? [
            invalid(
              `${at}.subPathExpr`,
              subPathExpr,
              'subPathExpr and subPath are mutually exclusive',
            ),
          ]
        : none),
      ...(subPathExpr ? descending(`${field}.subPathExpr`, subPathExpr) : none),
    ];
  });
}
