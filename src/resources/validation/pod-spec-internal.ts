/** A pod spec in the shape that the real server compares: Go's own field names, order and zero values. Mirrors kubernetes pkg/apis/core/types.go. */
import type { PodSpec } from '../pods/types.ts';

/**
 * The fields of each struct in order, with what stands where nothing is: `""`, `0`, `false` or null;
 * after `:` the struct it holds, by value (`=`), by pointer (`*`) or in a list (`[]`).
 */
const STRUCTS: Readonly<Record<string, string>> = {
  PodSpec:
    'Volumes:[]Volume InitContainers:[]Container Containers:[]Container EphemeralContainers:[]EphemeralContainer RestartPolicy"" TerminationGracePeriodSeconds ActiveDeadlineSeconds DNSPolicy"" NodeSelector:map ServiceAccountName"" AutomountServiceAccountToken NodeName"" SecurityContext:*PodSecurityContext ImagePullSecrets Hostname"" Subdomain"" SetHostnameAsFQDN Affinity SchedulerName"" Tolerations:[]Toleration HostAliases PriorityClassName"" Priority PreemptionPolicy DNSConfig ReadinessGates RuntimeClassName Overhead:map EnableServiceLinks TopologySpreadConstraints OS SchedulingGates ResourceClaims Resources HostnameOverride WorkloadRef',
  PodSecurityContext:
    'HostNetwork! HostPID! HostIPC! ShareProcessNamespace HostUsers SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot SupplementalGroups SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile SELinuxChangePolicy',
  Container:
    'Name"" Image"" Command Args WorkingDir"" Ports:[]ContainerPort EnvFrom Env:[]EnvVar Resources:=ResourceRequirements ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts:[]VolumeMount VolumeDevices LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle TerminationMessagePath"" TerminationMessagePolicy"" ImagePullPolicy"" SecurityContext Stdin! StdinOnce! TTY!',
  EphemeralContainer:
    'Name"" Image"" Command Args WorkingDir"" Ports:[]ContainerPort EnvFrom Env:[]EnvVar Resources:=ResourceRequirements ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts:[]VolumeMount VolumeDevices LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle TerminationMessagePath"" TerminationMessagePolicy"" ImagePullPolicy"" SecurityContext Stdin! StdinOnce! TTY! TargetContainerName""',
  ContainerPort: 'Name"" HostPort# ContainerPort# Protocol"" HostIP""',
  EnvVar: 'Name"" Value"" ValueFrom:*EnvVarSource',
  EnvVarSource: 'FieldRef:*ObjectField ResourceFieldRef ConfigMapKeyRef SecretKeyRef FileKeyRef',
  ResourceRequirements: 'Limits:map Requests:map Claims',
  VolumeMount:
    'Name"" ReadOnly! RecursiveReadOnly MountPath"" SubPath"" MountPropagation SubPathExpr""',
  Toleration: 'Key"" Operator"" Value"" Effect"" TolerationSeconds',
  Probe:
    'Exec HTTPGet:*HTTPGet TCPSocket GRPC InitialDelaySeconds# TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# TerminationGracePeriodSeconds',
  HTTPGet: 'Path"" Port Host"" Scheme"" HTTPHeaders',
  Volume:
    'Name"" HostPath EmptyDir:*EmptyDir GCEPersistentDisk AWSElasticBlockStore GitRepo Secret NFS ISCSI Glusterfs PersistentVolumeClaim RBD Quobyte FlexVolume Cinder CephFS Flocker DownwardAPI FC AzureFile ConfigMap VsphereVolume AzureDisk PhotonPersistentDisk Projected:*Projected PortworxVolume ScaleIO StorageOS CSI Ephemeral Image',
  EmptyDir: 'Medium"" SizeLimit',
  Projected: 'Sources:[]VolumeProjection DefaultMode',
  VolumeProjection:
    'Secret:*ConfigMapProjection DownwardAPI:*DownwardAPIProjection ConfigMap:*ConfigMapProjection ServiceAccountToken:*ServiceAccountToken ClusterTrustBundle PodCertificate',
  ConfigMapProjection: 'Name"" Items:[]KeyToPath Optional',
  KeyToPath: 'Key"" Path"" Mode',
  DownwardAPIProjection: 'Items:[]DownwardAPIFile',
  DownwardAPIFile: 'Path"" FieldRef:*ObjectField ResourceFieldRef Mode',
  ObjectField: 'APIVersion"" FieldPath""',
  ServiceAccountToken: 'Audience"" ExpirationSeconds# Path""',
  PersistentVolumeClaimSpec:
    'AccessModes Selector:map Resources:=VolumeResources VolumeName"" StorageClassName VolumeMode DataSource:*LocalReference DataSourceRef:*Reference VolumeAttributesClassName',
  VolumeResources: 'Limits:map Requests:map',
  LocalReference: 'APIGroup Kind"" Name""',
  Reference: 'APIGroup Kind"" Name"" Namespace',
  PersistentVolumeSource:
    'GCEPersistentDisk AWSElasticBlockStore HostPath:*HostPath Glusterfs NFS:*NFS RBD Quobyte ISCSI FlexVolume Cinder CephFS FC Flocker AzureFile VsphereVolume AzureDisk PhotonPersistentDisk PortworxVolume ScaleIO Local:*LocalVolume StorageOS CSI:*CSI',
  HostPath: 'Path"" Type',
  NFS: 'Server"" Path"" ReadOnly!',
  LocalVolume: 'Path"" FSType',
  VolumeAttachmentSpec: 'Attacher"" Source:=VolumeAttachmentSource NodeName""',
  VolumeAttachmentSource: 'PersistentVolumeName InlineVolumeSpec',
  CSINodeDriver: 'Name"" NodeID"" TopologyKeys Allocatable',
  ResourceClaimTemplateSpec: 'Spec:=ResourceClaimSpec',
  ResourceClaimSpec: 'Devices:=DeviceClaim',
  DeviceClaim: 'Requests:[]DeviceRequest Constraints Config',
  DeviceRequest: 'Name"" Exactly:*ExactDeviceRequest FirstAvailable',
  ExactDeviceRequest:
    'DeviceClassName"" Selectors AllocationMode"" Count# AdminAccess Tolerations Capacity',
  CSI: 'Driver"" VolumeHandle"" ReadOnly! FSType"" VolumeAttributes:map ControllerPublishSecretRef NodeStageSecretRef NodePublishSecretRef ControllerExpandSecretRef NodeExpandSecretRef',
};

const FIELD = /^(\w+)(""|#|!)?(?::(=|\*|\[\]|map)(\w*))?$/;
const ZERO: Readonly<Record<string, unknown>> = { '""': '', '#': 0, '!': false };

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** "httpGet" ⇒ "HttpGet": for structs without a row above. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (!isRecord(value)) return value ?? null;
  const pairs = Object.entries(value).map(([key, inner]) => [
    key.charAt(0).toUpperCase() + key.slice(1),
    capitalised(inner),
  ]);
  return Object.fromEntries(pairs);
}

function read(value: unknown, zero: string, holds: string, struct: string): unknown {
  if (holds === '=') return internal(isRecord(value) ? value : {}, struct);
  if (value === undefined || value === null) return ZERO[zero] ?? null;
  if (holds === '*') return isRecord(value) ? internal(value, struct) : null;
  if (holds === '[]' && Array.isArray(value)) return value.map((one) => internal(one, struct));
  return holds === 'map' ? value : capitalised(value);
}

function internal(value: Fields, struct: string): Fields {
  const byName = new Map(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]));
  const shape: Record<string, unknown> = {};
  for (const field of (STRUCTS[struct] ?? '').split(' ')) {
    const [, name = '', zero = '', holds = '', inner = ''] = FIELD.exec(field) ?? [];
    shape[name] = read(byName.get(name.toLowerCase()), zero, holds, inner);
  }
  return shape;
}

/** A struct with Go's names, order and zero values: `{ volumeName: "a" }` ⇒ `{ AccessModes: null, …, VolumeName: "a" }`. */
export const internalForm = (value: object, struct: string): Fields =>
  internal({ ...value }, struct);

/** The spec with Go's names; what concerns the host stands in its security context there. */
export function internalPodSpec(spec: PodSpec): Fields {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers, ...rest } = spec;
  const host = { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers };
  return internal({ ...rest, securityContext: { ...host, ...spec.securityContext } }, 'PodSpec');
}
