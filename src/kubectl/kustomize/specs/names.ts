/** Fields that hold other objects' names. Mirrors api internal/konfig/builtinpluginconsts/namereference.go. */
import type { FieldSpec } from '../field-spec.ts';
import type { GvkChoice } from '../gvk.ts';

/** Objects of one kind, and the fields that name them. */
export interface NameReference extends GvkChoice {
  readonly fieldSpecs: readonly FieldSpec[];
}

const template = 'spec/template/spec/';
const jobTemplate = 'spec/jobTemplate/spec/template/spec/';

/** Where the pod of each kind stands; which kinds know a reference differs. */
const pods: Readonly<Record<string, string>> = {
  Pod: 'spec/',
  PodTemplate: 'template/spec/',
  Deployment: template,
  ReplicaSet: template,
  ReplicationController: template,
  DaemonSet: template,
  StatefulSet: template,
  Job: template,
  CronJob: jobTemplate,
};

const inPods = (kinds: readonly string[], paths: readonly string[]): readonly FieldSpec[] =>
  kinds.flatMap((kind) => paths.map((path) => ({ kind, path: `${pods[kind] ?? ''}${path}` })));

const all = [
  ...['Pod', 'PodTemplate', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job'],
  'CronJob',
];
const accounts = [
  ...['Pod', 'StatefulSet', 'Deployment', 'ReplicationController', 'CronJob', 'Job', 'DaemonSet'],
];

const each = (kinds: readonly string[], path: string, group?: string): readonly FieldSpec[] =>
  kinds.map((kind) => ({ kind, path, ...(group ? { group } : {}) }));

const scaled = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
  kind,
  fieldSpecs: each(['HorizontalPodAutoscaler'], 'spec/scaleTargetRef/name'),
}));

const ingress = (...paths: readonly string[]): readonly FieldSpec[] =>
  paths.map((path) => ({ kind: 'Ingress', path }));

const configMaps: readonly FieldSpec[] = [
  ...inPods(all, [
    'volumes/configMap/name',
    'containers/env/valueFrom/configMapKeyRef/name',
    'initContainers/env/valueFrom/configMapKeyRef/name',
    'containers/envFrom/configMapRef/name',
    'initContainers/envFrom/configMapRef/name',
    'volumes/projected/sources/configMap/name',
  ]),
  { kind: 'Node', path: 'spec/configSource/configMap' },
  ...each(['Role', 'ClusterRole'], 'rules/resourceNames'),
  ...ingress('metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'),
];

const secrets: readonly FieldSpec[] = [
  ...inPods(all, [
    'volumes/secret/secretName',
    'containers/env/valueFrom/secretKeyRef/name',
    'initContainers/env/valueFrom/secretKeyRef/name',
    'containers/envFrom/secretRef/name',
    'initContainers/envFrom/secretRef/name',
    'imagePullSecrets/name',
    'volumes/projected/sources/secret/name',
  ]),
  ...ingress(
    'spec/tls/secretName',
    'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
  ),
  { kind: 'ServiceAccount', path: 'imagePullSecrets/name' },
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((name) => ({
    kind: 'StorageClass',
    path: `parameters/${name}`,
  })),
  ...each(['Role', 'ClusterRole'], 'rules/resourceNames'),
  {
    kind: 'Service',
    group: 'serving.knative.dev',
    version: 'v1',
    path: 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name',
  },
  { kind: 'PersistentVolume', path: 'spec/azureFile/secretName' },
];

const services: readonly FieldSpec[] = [
  { kind: 'StatefulSet', group: 'apps', path: 'spec/serviceName' },
  ...ingress(
    'spec/rules/http/paths/backend/serviceName',
    'spec/backend/serviceName',
    'spec/rules/http/paths/backend/service/name',
    'spec/defaultBackend/service/name',
  ),
  { kind: 'APIService', group: 'apiregistration.k8s.io', path: 'spec/service/name' },
  ...each(
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
    'webhooks/clientConfig/service',
    'admissionregistration.k8s.io',
  ),
];

const rbac = 'rbac.authorization.k8s.io';

export const nameReferences: readonly NameReference[] = [
  ...scaled,
  { kind: 'ConfigMap', version: 'v1', fieldSpecs: configMaps },
  { kind: 'Secret', version: 'v1', fieldSpecs: secrets },
  { kind: 'Service', version: 'v1', fieldSpecs: services },
  { kind: 'Role', group: rbac, fieldSpecs: each(['RoleBinding'], 'roleRef/name', rbac) },
  {
    kind: 'ClusterRole',
    group: rbac,
    fieldSpecs: each(['RoleBinding', 'ClusterRoleBinding'], 'roleRef/name', rbac),
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fieldSpecs: [
      ...each(['RoleBinding', 'ClusterRoleBinding'], 'subjects', rbac),
      ...inPods(accounts, ['serviceAccountName']),
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    version: 'v1',
    fieldSpecs: inPods(accounts, ['volumes/persistentVolumeClaim/claimName']),
  },
  {
    kind: 'PersistentVolume',
    version: 'v1',
    fieldSpecs: [
      { kind: 'PersistentVolumeClaim', path: 'spec/volumeName' },
      { kind: 'ClusterRole', path: 'rules/resourceNames' },
    ],
  },
  {
    kind: 'StorageClass',
    version: 'v1',
    group: 'storage.k8s.io',
    fieldSpecs: [
      ...each(['PersistentVolume', 'PersistentVolumeClaim'], 'spec/storageClassName'),
      { kind: 'StatefulSet', path: 'spec/volumeClaimTemplates/spec/storageClassName' },
    ],
  },
  {
    kind: 'PriorityClass',
    version: 'v1',
    group: 'scheduling.k8s.io',
    fieldSpecs: inPods(accounts, ['priorityClassName']),
  },
  {
    kind: 'IngressClass',
    version: 'v1',
    group: 'networking.k8s.io/v1',
    fieldSpecs: ingress('spec/ingressClassName'),
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: 'admissionregistration.k8s.io',
    fieldSpecs: each(
      ['ValidatingAdmissionPolicyBinding'],
      'spec/policyName',
      'admissionregistration.k8s.io',
    ),
  },
];
