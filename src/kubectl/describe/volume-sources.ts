/** Where a volume comes from, a row a kind of source: what it is, and the fields that are told. Mirrors kubectl pkg/describe/describe.go print…VolumeSource. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { printGoValue } from '#apimachinery/patch/go-print.ts';
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { PrefixWriter } from './prefix-writer.ts';

/**
 * Fields as `Label=name`, in order; after the name what stands where nothing is: `#` 0, `!` false, `?` `<none>`,
 * `+` `<unset>`, `[]` an empty list, `{}` an empty map, `&` a reference.
 */
interface SourceRow {
  readonly type: string;
  readonly fields: string;
  /** Whether volume attributes follow. */
  readonly hasAttributes?: boolean;
}

const ISCSI =
  'TargetPortal=targetPortal IQN=iqn Lun=lun# ISCSIInterface=iscsiInterface FSType=fsType ReadOnly=readOnly! Portals=portals[] DiscoveryCHAPAuth=chapAuthDiscovery! SessionCHAPAuth=chapAuthSession! SecretRef=secretRef& InitiatorName=initiatorName?';
const SCALE_IO =
  'Gateway=gateway System=system Protection_Domain=protectionDomain Storage_Pool=storagePool Storage_Mode=storageMode VolumeName=volumeName';

/** Sources that pods and persistent volumes have in common. */
const SHARED: Readonly<Record<string, SourceRow>> = {
  hostPath: {
    type: 'HostPath (bare host directory volume)',
    fields: 'Path=path HostPathType=type?',
  },
  gcePersistentDisk: {
    type: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
    fields: 'PDName=pdName FSType=fsType Partition=partition# ReadOnly=readOnly!',
  },
  awsElasticBlockStore: {
    type: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
    fields: 'VolumeID=volumeID FSType=fsType Partition=partition# ReadOnly=readOnly!',
  },
  nfs: {
    type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    fields: 'Server=server Path=path ReadOnly=readOnly!',
  },
  iscsi: {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    fields: ISCSI,
  },
  rbd: {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    fields:
      'CephMonitors=monitors[] RBDImage=image FSType=fsType RBDPool=pool RadosUser=user Keyring=keyring SecretRef=secretRef& ReadOnly=readOnly!',
  },
  quobyte: {
    type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    fields: 'Registry=registry Volume=volume ReadOnly=readOnly!',
  },
  azureDisk: {
    type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    fields:
      'DiskName=diskName DiskURI=diskURI Kind=kind FSType=fsType CachingMode=cachingMode ReadOnly=readOnly!',
  },
  vsphereVolume: {
    type: 'vSphereVolume (a Persistent Disk resource in vSphere)',
    fields: 'VolumePath=volumePath FSType=fsType StoragePolicyName=storagePolicyName',
  },
  cinder: {
    type: 'Cinder (a Persistent Disk resource in OpenStack)',
    fields: 'VolumeID=volumeID FSType=fsType ReadOnly=readOnly! SecretRef=secretRef&',
  },
  photonPersistentDisk: {
    type: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)',
    fields: 'PdID=pdID FSType=fsType',
  },
  portworxVolume: {
    type: 'PortworxVolume (a Portworx Volume resource)',
    fields: 'VolumeID=volumeID',
  },
  cephfs: {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    fields:
      'Monitors=monitors[] Path=path User=user SecretFile=secretFile SecretRef=secretRef& ReadOnly=readOnly!',
  },
  storageos: {
    type: 'StorageOS (a StorageOS Persistent Disk resource)',
    fields:
      'VolumeName=volumeName VolumeNamespace=volumeNamespace FSType=fsType ReadOnly=readOnly!',
  },
  fc: {
    type: 'FC (a Fibre Channel disk)',
    fields: 'TargetWWNs=targetWWNs, LUN=lun? FSType=fsType ReadOnly=readOnly!',
  },
  flexVolume: {
    type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    fields: 'Driver=driver FSType=fsType SecretRef=secretRef& ReadOnly=readOnly! Options=options{}',
  },
  flocker: {
    type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
    fields: 'DatasetName=datasetName DatasetUUID=datasetUUID',
  },
};

const OF_PODS: Readonly<Record<string, SourceRow>> = {
  ...SHARED,
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    fields: 'Medium=medium SizeLimit=sizeLimit+',
  },
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    fields: 'Repository=repository Revision=revision',
  },
  secret: {
    type: 'Secret (a volume populated by a Secret)',
    fields: 'SecretName=secretName Optional=optional!',
  },
  configMap: {
    type: 'ConfigMap (a volume populated by a ConfigMap)',
    fields: 'Name=name Optional=optional!',
  },
  glusterfs: {
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    fields: 'EndpointsName=endpoints Path=path ReadOnly=readOnly!',
  },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    fields: 'ClaimName=claimName ReadOnly=readOnly!',
  },
  scaleIO: {
    type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    fields: `${SCALE_IO} FSType=fsType ReadOnly=readOnly!`,
  },
  azureFile: {
    type: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    fields: 'SecretName=secretName ShareName=shareName ReadOnly=readOnly!',
  },
  csi: {
    type: 'CSI (a Container Storage Interface (CSI) volume source)',
    fields: 'Driver=driver FSType=fsType ReadOnly=readOnly!',
    hasAttributes: true,
  },
  image: {
    type: 'Image (a container image or OCI artifact)',
    fields: 'Reference=reference PullPolicy=pullPolicy',
  },
};

const OF_PERSISTENT_VOLUMES: Readonly<Record<string, SourceRow>> = {
  ...SHARED,
  glusterfs: {
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    fields:
      'EndpointsName=endpoints EndpointsNamespace=endpointsNamespace+ Path=path ReadOnly=readOnly!',
  },
  scaleIO: {
    type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    fields: `${SCALE_IO} SecretName=secretRef.name SecretNamespace=secretRef.namespace FSType=fsType ReadOnly=readOnly!`,
  },
  local: {
    type: 'LocalVolume (a persistent volume backed by local storage on a node)',
    fields: 'Path=path',
  },
  azureFile: {
    type: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    fields:
      'SecretName=secretName SecretNamespace=secretNamespace ShareName=shareName ReadOnly=readOnly!',
  },
  csi: {
    type: 'CSI (a Container Storage Interface (CSI) volume source)',
    fields: 'Driver=driver FSType=fsType VolumeHandle=volumeHandle ReadOnly=readOnly!',
    hasAttributes: true,
  },
};

const MISSING: Readonly<Record<string, string>> = {
  '#': '0',
  '!': 'false',
  '?': '<none>',
  '+': '<unset>',
  '[]': '[]',
  '{}': 'map[]',
  '&': 'nil',
};
const FIELD = /^(\w+)=([\w.]+)(\[\]|\{\}|[#!?+&,])?$/;

/** `&SecretReference{Name:s,Namespace:n,}`, as the API's own types print. */
function referenceText(reference: JsonObject, isPersistent: boolean): string {
  const name = String(reference['name'] ?? '');
  const namespace = String(reference['namespace'] ?? '');
  return isPersistent
    ? `&SecretReference{Name:${name},Namespace:${namespace},}`
    : `&LocalObjectReference{Name:${name},}`;
}

function fieldText(value: Json | undefined, sign: string, isPersistent: boolean): string {
  if (sign === ',') return ((value as readonly string[] | undefined) ?? []).join(', ');
  if (value === undefined || value === null) return MISSING[sign] ?? '';
  if (sign === '&') return referenceText(value as JsonObject, isPersistent);
  if (sign !== '+' || typeof value !== 'string' || isPersistent) return printGoValue(value);
  const size = parseQuantity(value);
  return size.nanos > 0n ? printQuantity(size) : '<unset>';
}

const at = (source: JsonObject, path: string): Json | undefined =>
  path
    .split('.')
    .reduce<Json | undefined>(
      (value, key) => (value as JsonObject | undefined)?.[key],
      source as Json,
    );

/** Labels whose text upstream spells in its own way. */
const spelled = (label: string): string => {
  if (label === 'ISCSIInterface') return label;
  return label === 'Kind' ? 'Kind: ' : `${label.replace('_', ' ')}:`;
};

const MAX_ATTRIBUTE = 140;

function writeAttributes(w: PrefixWriter, attributes: JsonObject = {}): void {
  w.write(2, 'VolumeAttributes:\t');
  const keys = Object.keys(attributes).sort();
  if (keys.length === 0) w.write(0, '<none>\n');
  keys.forEach((key, index) => {
    if (index > 0) {
      w.write(2, '');
      w.write(2, '\t');
    }
    const line = `${key}=${String(attributes[key])}`;
    const shown = line.length > MAX_ATTRIBUTE ? `${line.slice(0, MAX_ATTRIBUTE)}...` : line;
    w.write(2, `${shown}\n`);
  });
}

function writeKnown(
  w: PrefixWriter,
  rows: Readonly<Record<string, SourceRow>>,
  volume: object,
): boolean {
  const isPersistent = rows === OF_PERSISTENT_VOLUMES;
  const sources = volume as Readonly<Record<string, JsonObject | undefined>>;
  const name = Object.keys(rows).find((key) => sources[key] !== undefined);
  const row = name === undefined ? undefined : rows[name];
  const source = name === undefined ? undefined : sources[name];
  if (!row || !source) return false;
  w.write(2, `Type:\t${row.type}\n`);
  for (const field of row.fields.split(' ')) {
    const [, label = '', path = '', sign = ''] = FIELD.exec(field) ?? [];
    w.write(2, `${spelled(label)}\t${fieldText(at(source, path), sign, isPersistent)}\n`);
  }
  if (row.hasAttributes) writeAttributes(w, source['volumeAttributes'] as JsonObject | undefined);
  return true;
}

/** The source of a pod's volume, when a row tells it; gives whether one does. */
export const writePodSource = (w: PrefixWriter, volume: object): boolean =>
  writeKnown(w, OF_PODS, volume);

/** The source of a persistent volume; gives whether a row tells it. */
export const writePersistentSource = (w: PrefixWriter, spec: object): boolean =>
  writeKnown(w, OF_PERSISTENT_VOLUMES, spec);
