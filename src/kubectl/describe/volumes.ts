/** The volumes of a pod: one paragraph each, by the kind of its source. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { PrefixWriter } from './prefix-writer.ts';

type Volume = Immutable<v1.Volume> & {
  readonly image?: { readonly reference?: string; readonly pullPolicy?: string };
};
type Fields = readonly (readonly [name: string, value: unknown])[];
interface Source {
  /** `Secret (a volume populated by a Secret)` */
  readonly type: string;
  readonly fields: Fields;
}

const claim = (template: Immutable<v1.PersistentVolumeClaimTemplate> | undefined): Fields => [
  ['StorageClass', template?.spec.storageClassName ?? ''],
  ['Volume', template?.spec.volumeName ?? ''],
  ['Capacity', ''],
  ['Access Modes', ''],
  ['VolumeMode', template?.spec.volumeMode ?? 'Filesystem'],
];

function storageSource(volume: Volume): Source | undefined {
  const { hostPath, emptyDir, nfs, persistentVolumeClaim, ephemeral, csi, image } = volume;
  if (hostPath)
    return {
      type: 'HostPath (bare host directory volume)',
      fields: [
        ['Path', hostPath.path],
        ['HostPathType', hostPath.type ?? '<none>'],
      ],
    };
  if (emptyDir)
    return {
      type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
      fields: [
        ['Medium', emptyDir.medium ?? ''],
        ['SizeLimit', emptyDir.sizeLimit ?? '<unset>'],
      ],
    };
  if (nfs)
    return {
      type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
      fields: [
        ['Server', nfs.server],
        ['Path', nfs.path],
        ['ReadOnly', nfs.readOnly ?? false],
      ],
    };
  if (persistentVolumeClaim)
    return {
      type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      fields: [
        ['ClaimName', persistentVolumeClaim.claimName],
        ['ReadOnly', persistentVolumeClaim.readOnly ?? false],
      ],
    };
  if (ephemeral)
    return {
      type: 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
      fields: claim(ephemeral.volumeClaimTemplate),
    };
  if (csi)
    return {
      type: 'CSI (a Container Storage Interface (CSI) volume source)',
      fields: [
        ['Driver', csi.driver],
        ['FSType', csi.fsType ?? ''],
        ['ReadOnly', csi.readOnly ?? false],
      ],
    };
  return image
    ? {
        type: 'Image (a container image or OCI artifact)',
        fields: [
          ['Reference', image.reference ?? ''],
          ['PullPolicy', image.pullPolicy ?? ''],
        ],
      }
    : undefined;
}

function projectedFields(source: Immutable<v1.VolumeProjection>): Fields {
  if (source.secret)
    return [
      ['SecretName', source.secret.name ?? ''],
      ['Optional', source.secret.optional ?? false],
    ];
  if (source.downwardAPI) return [['DownwardAPI', true]];
  if (source.configMap)
    return [
      ['ConfigMapName', source.configMap.name ?? ''],
      ['Optional', source.configMap.optional ?? false],
    ];
  return source.serviceAccountToken
    ? [['TokenExpirationSeconds', source.serviceAccountToken.expirationSeconds ?? 3600]]
    : [];
}

function objectSource({ secret, configMap, projected }: Volume): Source | undefined {
  if (secret)
    return {
      type: 'Secret (a volume populated by a Secret)',
      fields: [
        ['SecretName', secret.secretName ?? ''],
        ['Optional', secret.optional ?? false],
      ],
    };
  if (configMap)
    return {
      type: 'ConfigMap (a volume populated by a ConfigMap)',
      fields: [
        ['Name', configMap.name ?? ''],
        ['Optional', configMap.optional ?? false],
      ],
    };
  return projected
    ? {
        type: 'Projected (a volume that contains injected data from multiple sources)',
        fields: (projected.sources ?? []).flatMap(projectedFields),
      }
    : undefined;
}

function writeDownward(w: PrefixWriter, source: Immutable<v1.DownwardAPIVolumeSource>): void {
  w.write(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n');
  for (const { fieldRef, resourceFieldRef, path } of source.items ?? []) {
    if (fieldRef) w.write(3, `${fieldRef.fieldPath} -> ${path}\n`);
    if (resourceFieldRef) w.write(3, `${resourceFieldRef.resource} -> ${path}\n`);
  }
}

function writeSource(w: PrefixWriter, volume: Volume): void {
  if (volume.downwardAPI) {
    writeDownward(w, volume.downwardAPI);
    return;
  }
  const source = objectSource(volume) ?? storageSource(volume);
  if (!source) {
    w.write(1, '<unknown>\n');
    return;
  }
  w.write(2, `Type:\t${source.type}\n`);
  for (const [name, value] of source.fields) w.write(2, `${name}:\t${value}\n`);
}

/**
 * `Volumes:` and each of them; `space` is the indent inside a pod template. Mirrors kubectl
 * pkg/describe/describe.go describeVolumes. Differs: sources of single cloud vendors are `<unknown>`.
 */
export function writeVolumes(
  w: PrefixWriter,
  volumes: readonly Immutable<v1.Volume>[] | undefined,
  space: string,
): void {
  if (!volumes?.length) {
    w.write(0, `${space}Volumes:\t<none>\n`);
    return;
  }
  w.write(0, `${space}Volumes:\n`);
  for (const volume of volumes) {
    w.write(1, `${space ? ' ' : ''}${volume.name}:\n`);
    writeSource(w, volume);
  }
}
