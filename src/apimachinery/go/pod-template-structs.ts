/**
 * The Go structs that a pod template is made of in k8s.io/api v0.35.4: name, then its fields in order, each with its
 * type; a line that begins with a space goes on. `Image` is a string in JSON's `image`, `RBDImage=image` has
 * another name there, `VolumeSource!` is inlined. Made by reflection over v1.PodTemplateSpec.
 */
export const podTemplateStructs = `
AWSElasticBlockStoreVolumeSource VolumeID FSType Partition:int32 ReadOnly:bool
Affinity NodeAffinity:*NodeAffinity PodAffinity:*PodAffinity PodAntiAffinity:*PodAntiAffinity
AppArmorProfile Type:AppArmorProfileType LocalhostProfile:*string
AzureDiskVolumeSource DiskName DataDiskURI=diskURI CachingMode:*AzureDataDiskCachingMode FSType:*string
  ReadOnly:*bool Kind:*AzureDataDiskKind
AzureFileVolumeSource SecretName ShareName ReadOnly:bool
CSIVolumeSource Driver ReadOnly:*bool FSType:*string VolumeAttributes:map[string]string
  NodePublishSecretRef:*LocalObjectReference
Capabilities Add:[]Capability Drop:[]Capability
CephFSVolumeSource Monitors:[]string Path User SecretFile SecretRef:*LocalObjectReference ReadOnly:bool
CinderVolumeSource VolumeID FSType ReadOnly:bool SecretRef:*LocalObjectReference
ClusterTrustBundleProjection Name:*string SignerName:*string LabelSelector:*LabelSelector Optional:*bool Path
ConfigMapEnvSource LocalObjectReference! Optional:*bool
ConfigMapKeySelector LocalObjectReference! Key Optional:*bool
ConfigMapProjection LocalObjectReference! Items:[]KeyToPath Optional:*bool
ConfigMapVolumeSource LocalObjectReference! Items:[]KeyToPath DefaultMode:*int32 Optional:*bool
Container Name Image Command:[]string Args:[]string WorkingDir Ports:[]ContainerPort EnvFrom:[]EnvFromSource
  Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy
  RestartPolicy:*ContainerRestartPolicy RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount
  VolumeDevices:[]VolumeDevice LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe
  Lifecycle:*Lifecycle TerminationMessagePath TerminationMessagePolicy:TerminationMessagePolicy
  ImagePullPolicy:PullPolicy SecurityContext:*SecurityContext Stdin:bool StdinOnce:bool TTY:bool
ContainerPort Name HostPort:int32 ContainerPort:int32 Protocol:Protocol HostIP
ContainerResizePolicy ResourceName:ResourceName RestartPolicy:ResourceResizeRestartPolicy
ContainerRestartRule Action:ContainerRestartRuleAction ExitCodes:*ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes Operator:ContainerRestartRuleOnExitCodesOperator Values:[]int32
DownwardAPIProjection Items:[]DownwardAPIVolumeFile
DownwardAPIVolumeFile Path FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector Mode:*int32
DownwardAPIVolumeSource Items:[]DownwardAPIVolumeFile DefaultMode:*int32
EmptyDirVolumeSource Medium:StorageMedium SizeLimit:*Quantity
EnvFromSource Prefix ConfigMapRef:*ConfigMapEnvSource SecretRef:*SecretEnvSource
EnvVar Name Value ValueFrom:*EnvVarSource
EnvVarSource FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector
  ConfigMapKeyRef:*ConfigMapKeySelector SecretKeyRef:*SecretKeySelector FileKeyRef:*FileKeySelector
EphemeralContainer EphemeralContainerCommon! TargetContainerName
EphemeralContainerCommon Name Image Command:[]string Args:[]string WorkingDir Ports:[]ContainerPort
  EnvFrom:[]EnvFromSource Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy
  RestartPolicy:*ContainerRestartPolicy RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount
  VolumeDevices:[]VolumeDevice LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe
  Lifecycle:*Lifecycle TerminationMessagePath TerminationMessagePolicy:TerminationMessagePolicy
  ImagePullPolicy:PullPolicy SecurityContext:*SecurityContext Stdin:bool StdinOnce:bool TTY:bool
EphemeralVolumeSource VolumeClaimTemplate:*PersistentVolumeClaimTemplate
ExecAction Command:[]string
FCVolumeSource TargetWWNs:[]string Lun:*int32 FSType ReadOnly:bool WWIDs=wwids:[]string
FileKeySelector VolumeName Path Key Optional:*bool
FlexVolumeSource Driver FSType SecretRef:*LocalObjectReference ReadOnly:bool Options:map[string]string
FlockerVolumeSource DatasetName DatasetUUID
GCEPersistentDiskVolumeSource PDName FSType Partition:int32 ReadOnly:bool
GRPCAction Port:int32 Service:*string
GitRepoVolumeSource Repository Revision Directory
GlusterfsVolumeSource EndpointsName=endpoints Path ReadOnly:bool
HTTPGetAction Path Port:IntOrString Host Scheme:URIScheme HTTPHeaders:[]HTTPHeader
HTTPHeader Name Value
HostAlias IP Hostnames:[]string
HostPathVolumeSource Path Type:*HostPathType
ISCSIVolumeSource TargetPortal IQN Lun:int32 ISCSIInterface FSType ReadOnly:bool Portals:[]string
  DiscoveryCHAPAuth=chapAuthDiscovery:bool SessionCHAPAuth=chapAuthSession:bool
  SecretRef:*LocalObjectReference InitiatorName:*string
ImageVolumeSource Reference PullPolicy:PullPolicy
KeyToPath Key Path Mode:*int32
LabelSelector MatchLabels:map[string]string MatchExpressions:[]LabelSelectorRequirement
LabelSelectorRequirement Key Operator:LabelSelectorOperator Values:[]string
Lifecycle PostStart:*LifecycleHandler PreStop:*LifecycleHandler StopSignal:*Signal
LifecycleHandler Exec:*ExecAction HTTPGet:*HTTPGetAction TCPSocket:*TCPSocketAction Sleep:*SleepAction
LocalObjectReference Name
ManagedFieldsEntry Manager Operation:ManagedFieldsOperationType APIVersion Time:*Time FieldsType
  FieldsV1:*FieldsV1 Subresource
NFSVolumeSource Server Path ReadOnly:bool
NodeAffinity RequiredDuringSchedulingIgnoredDuringExecution:*NodeSelector
  PreferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm
NodeSelector NodeSelectorTerms:[]NodeSelectorTerm
NodeSelectorRequirement Key Operator:NodeSelectorOperator Values:[]string
NodeSelectorTerm MatchExpressions:[]NodeSelectorRequirement MatchFields:[]NodeSelectorRequirement
ObjectFieldSelector APIVersion FieldPath
ObjectMeta Name GenerateName Namespace SelfLink UID:UID ResourceVersion Generation:int64
  CreationTimestamp:Time DeletionTimestamp:*Time DeletionGracePeriodSeconds:*int64 Labels:map[string]string
  Annotations:map[string]string OwnerReferences:[]OwnerReference Finalizers:[]string
  ManagedFields:[]ManagedFieldsEntry
OwnerReference APIVersion Kind Name UID:UID Controller:*bool BlockOwnerDeletion:*bool
PersistentVolumeClaimSpec AccessModes:[]PersistentVolumeAccessMode Selector:*LabelSelector
  Resources:VolumeResourceRequirements VolumeName StorageClassName:*string VolumeMode:*PersistentVolumeMode
  DataSource:*TypedLocalObjectReference DataSourceRef:*TypedObjectReference VolumeAttributesClassName:*string
PersistentVolumeClaimTemplate ObjectMeta=metadata:ObjectMeta Spec:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource ClaimName ReadOnly:bool
PhotonPersistentDiskVolumeSource PdID FSType
PodAffinity RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
  PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm
PodAffinityTerm LabelSelector:*LabelSelector Namespaces:[]string TopologyKey NamespaceSelector:*LabelSelector
  MatchLabelKeys:[]string MismatchLabelKeys:[]string
PodAntiAffinity RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
  PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm
PodCertificateProjection SignerName KeyType MaxExpirationSeconds:*int32 CredentialBundlePath KeyPath
  CertificateChainPath UserAnnotations:map[string]string
PodDNSConfig Nameservers:[]string Searches:[]string Options:[]PodDNSConfigOption
PodDNSConfigOption Name Value:*string
PodOS Name:OSName
PodReadinessGate ConditionType:PodConditionType
PodResourceClaim Name ResourceClaimName:*string ResourceClaimTemplateName:*string
PodSchedulingGate Name
PodSecurityContext SELinuxOptions:*SELinuxOptions WindowsOptions:*WindowsSecurityContextOptions
  RunAsUser:*int64 RunAsGroup:*int64 RunAsNonRoot:*bool SupplementalGroups:[]int64
  SupplementalGroupsPolicy:*SupplementalGroupsPolicy FSGroup:*int64 Sysctls:[]Sysctl
  FSGroupChangePolicy:*PodFSGroupChangePolicy SeccompProfile:*SeccompProfile AppArmorProfile:*AppArmorProfile
  SELinuxChangePolicy:*PodSELinuxChangePolicy
PodSpec Volumes:[]Volume InitContainers:[]Container Containers:[]Container
  EphemeralContainers:[]EphemeralContainer RestartPolicy:RestartPolicy TerminationGracePeriodSeconds:*int64
  ActiveDeadlineSeconds:*int64 DNSPolicy:DNSPolicy NodeSelector:map[string]string ServiceAccountName
  DeprecatedServiceAccount=serviceAccount AutomountServiceAccountToken:*bool NodeName HostNetwork:bool
  HostPID:bool HostIPC:bool ShareProcessNamespace:*bool SecurityContext:*PodSecurityContext
  ImagePullSecrets:[]LocalObjectReference Hostname Subdomain Affinity:*Affinity SchedulerName
  Tolerations:[]Toleration HostAliases:[]HostAlias PriorityClassName Priority:*int32 DNSConfig:*PodDNSConfig
  ReadinessGates:[]PodReadinessGate RuntimeClassName:*string EnableServiceLinks:*bool
  PreemptionPolicy:*PreemptionPolicy Overhead:ResourceList
  TopologySpreadConstraints:[]TopologySpreadConstraint SetHostnameAsFQDN:*bool OS:*PodOS HostUsers:*bool
  SchedulingGates:[]PodSchedulingGate ResourceClaims:[]PodResourceClaim Resources:*ResourceRequirements
  HostnameOverride:*string WorkloadRef:*WorkloadReference
PodTemplateSpec ObjectMeta=metadata:ObjectMeta Spec:PodSpec
PortworxVolumeSource VolumeID FSType ReadOnly:bool
PreferredSchedulingTerm Weight:int32 Preference:NodeSelectorTerm
Probe ProbeHandler! InitialDelaySeconds:int32 TimeoutSeconds:int32 PeriodSeconds:int32 SuccessThreshold:int32
  FailureThreshold:int32 TerminationGracePeriodSeconds:*int64
ProbeHandler Exec:*ExecAction HTTPGet:*HTTPGetAction TCPSocket:*TCPSocketAction GRPC:*GRPCAction
ProjectedVolumeSource Sources:[]VolumeProjection DefaultMode:*int32
QuobyteVolumeSource Registry Volume ReadOnly:bool User Group Tenant
RBDVolumeSource CephMonitors=monitors:[]string RBDImage=image FSType RBDPool=pool RadosUser=user Keyring
  SecretRef:*LocalObjectReference ReadOnly:bool
ResourceClaim Name Request
ResourceFieldSelector ContainerName Resource Divisor:Quantity
ResourceRequirements Limits:ResourceList Requests:ResourceList Claims:[]ResourceClaim
SELinuxOptions User Role Type Level
ScaleIOVolumeSource Gateway System SecretRef:*LocalObjectReference SSLEnabled:bool ProtectionDomain
  StoragePool StorageMode VolumeName FSType ReadOnly:bool
SeccompProfile Type:SeccompProfileType LocalhostProfile:*string
SecretEnvSource LocalObjectReference! Optional:*bool
SecretKeySelector LocalObjectReference! Key Optional:*bool
SecretProjection LocalObjectReference! Items:[]KeyToPath Optional:*bool
SecretVolumeSource SecretName Items:[]KeyToPath DefaultMode:*int32 Optional:*bool
SecurityContext Capabilities:*Capabilities Privileged:*bool SELinuxOptions:*SELinuxOptions
  WindowsOptions:*WindowsSecurityContextOptions RunAsUser:*int64 RunAsGroup:*int64 RunAsNonRoot:*bool
  ReadOnlyRootFilesystem:*bool AllowPrivilegeEscalation:*bool ProcMount:*ProcMountType
  SeccompProfile:*SeccompProfile AppArmorProfile:*AppArmorProfile
ServiceAccountTokenProjection Audience ExpirationSeconds:*int64 Path
SleepAction Seconds:int64
StorageOSVolumeSource VolumeName VolumeNamespace FSType ReadOnly:bool SecretRef:*LocalObjectReference
Sysctl Name Value
TCPSocketAction Port:IntOrString Host
Toleration Key Operator:TolerationOperator Value Effect:TaintEffect TolerationSeconds:*int64
TopologySpreadConstraint MaxSkew:int32 TopologyKey WhenUnsatisfiable:UnsatisfiableConstraintAction
  LabelSelector:*LabelSelector MinDomains:*int32 NodeAffinityPolicy:*NodeInclusionPolicy
  NodeTaintsPolicy:*NodeInclusionPolicy MatchLabelKeys:[]string
TypedLocalObjectReference APIGroup:*string Kind Name
TypedObjectReference APIGroup:*string Kind Name Namespace:*string
Volume Name VolumeSource!
VolumeDevice Name DevicePath
VolumeMount Name ReadOnly:bool RecursiveReadOnly:*RecursiveReadOnlyMode MountPath SubPath
  MountPropagation:*MountPropagationMode SubPathExpr
VolumeProjection Secret:*SecretProjection DownwardAPI:*DownwardAPIProjection ConfigMap:*ConfigMapProjection
  ServiceAccountToken:*ServiceAccountTokenProjection ClusterTrustBundle:*ClusterTrustBundleProjection
  PodCertificate:*PodCertificateProjection
VolumeResourceRequirements Limits:ResourceList Requests:ResourceList
VolumeSource HostPath:*HostPathVolumeSource EmptyDir:*EmptyDirVolumeSource
  GCEPersistentDisk:*GCEPersistentDiskVolumeSource AWSElasticBlockStore:*AWSElasticBlockStoreVolumeSource
  GitRepo:*GitRepoVolumeSource Secret:*SecretVolumeSource NFS:*NFSVolumeSource ISCSI:*ISCSIVolumeSource
  Glusterfs:*GlusterfsVolumeSource PersistentVolumeClaim:*PersistentVolumeClaimVolumeSource
  RBD:*RBDVolumeSource FlexVolume:*FlexVolumeSource Cinder:*CinderVolumeSource
  CephFS=cephfs:*CephFSVolumeSource Flocker:*FlockerVolumeSource DownwardAPI:*DownwardAPIVolumeSource
  FC:*FCVolumeSource AzureFile:*AzureFileVolumeSource ConfigMap:*ConfigMapVolumeSource
  VsphereVolume:*VsphereVirtualDiskVolumeSource Quobyte:*QuobyteVolumeSource AzureDisk:*AzureDiskVolumeSource
  PhotonPersistentDisk:*PhotonPersistentDiskVolumeSource Projected:*ProjectedVolumeSource
  PortworxVolume:*PortworxVolumeSource ScaleIO:*ScaleIOVolumeSource StorageOS=storageos:*StorageOSVolumeSource
  CSI:*CSIVolumeSource Ephemeral:*EphemeralVolumeSource Image:*ImageVolumeSource
VsphereVirtualDiskVolumeSource VolumePath FSType StoragePolicyName StoragePolicyID
WeightedPodAffinityTerm Weight:int32 PodAffinityTerm:PodAffinityTerm
WindowsSecurityContextOptions GMSACredentialSpecName:*string GMSACredentialSpec:*string RunAsUserName:*string
  HostProcess:*bool
WorkloadReference Name PodGroup PodGroupReplicaKey
`;
