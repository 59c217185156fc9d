/** Group, version and kind: read, shown, compared and ordered. Mirrors kyaml resid/gvk.go. */

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A wish for some kinds: what is absent or "" fits all. */
export type GvkChoice = Partial<Gvk>;

export const gvkOf = (apiVersion: string, kind: string): Gvk => {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion, kind }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
};

export const apiVersionOf = ({ group, version }: Gvk): string =>
  group ? `${group}/${version}` : version;

/** `Deployment.v1.apps`, `Service.v1.[noGrp]` */
export const shownGvk = ({ group, version, kind }: GvkChoice): string =>
  `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`;

/** The way back from `shownGvk`. */
export function readGvk(text: string): Gvk {
  const [kind = '', version = '', ...group] = text.split('.');
  const given = (part: string, none: string): string => (part === none ? '' : part);
  return {
    kind: given(kind, '[noKind]'),
    version: given(version, '[noVer]'),
    group: given(group.join('.'), '[noGrp]'),
  };
}

export const fits = (gvk: Gvk, choice: GvkChoice): boolean =>
  (!choice.group || gvk.group === choice.group) &&
  (!choice.version || gvk.version === choice.version) &&
  (!choice.kind || gvk.kind === choice.kind);

export const sameGvk = (a: Gvk, b: Gvk): boolean =>
  a.group === b.group && a.version === b.version && a.kind === b.kind;

export const orderFirst: readonly string[] = [
  ...['Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount'],
  ...['PodSecurityPolicy', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
  ...['ConfigMap', 'Secret', 'Endpoints', 'Service', 'LimitRange', 'PriorityClass'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'Deployment', 'StatefulSet', 'CronJob'],
  'PodDisruptionBudget',
];
export const orderLast: readonly string[] = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** `~G_v1_Service`: how kinds of one rank are ordered. */
const sortText = ({ group, version, kind }: Gvk): string =>
  [group || '~G', version || '~V', kind || '~K'].join('_');

/** Negative for what comes first, positive for what comes last. */
export const rankOf = (
  kind: string,
  first: readonly string[] = orderFirst,
  last: readonly string[] = orderLast,
): number => {
  const end = last.lastIndexOf(kind);
  if (end >= 0) return end + 1;
  const start = first.lastIndexOf(kind);
  return start >= 0 ? start - first.length : 0;
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of kinds of one rank. */
export const compareGvkText = (a: Gvk, b: Gvk): number => compareText(sortText(a), sortText(b));

const clusterScoped: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1beta1':
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiextensions.k8s.io/v1beta1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apiregistration.k8s.io/v1beta1': 'APIService',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': 'CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/v1beta1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'IngressClass',
  'networking.k8s.io/v1beta1': 'IngressClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'node.k8s.io/v1beta1': 'RuntimeClass',
  'policy/v1beta1': 'PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1beta1': 'ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1beta1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  'storage.k8s.io/v1beta1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  v1: 'ComponentStatus Namespace Node NodeProxyOptions PersistentVolume',
};

/** Whether kustomize knows for certain that the kind has no namespace; it knows the kinds of Kubernetes 1.21 only. */
export const isClusterScoped = (gvk: Gvk): boolean =>
  (clusterScoped[apiVersionOf(gvk)] ?? '').split(' ').includes(gvk.kind) && gvk.kind !== '';
