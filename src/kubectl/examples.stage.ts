/** What the examples of kubectl's help talk about: a shop with a web server, a database, and people. */
import { generate } from 'selfsigned';

const pod = (
  name: string,
  container: string,
  image: string,
  command = '',
  label = name,
): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${label}, tier: one}}
spec:
  containers:
  - name: ${container}
    image: ${image}
${command ? `    command: [sh, -c, "${command}"]\n` : ''}`;

const workload = (
  kind: string,
  name: string,
  container: string,
  image: string,
  extra = '',
): string => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  selector: {matchLabels: {app: ${name}}}
${extra}  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - {name: ${container}, image: ${image}, ports: [{containerPort: 80}]}
`;

const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}, labels: {app: web}}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80}]
`;

const web = workload('Deployment', 'web', 'nginx', 'nginx:1.21', '  replicas: 3\n');

const files: Readonly<Record<string, string>> = {
  'web.yaml': web,
  'deployment.yaml': workload('Deployment', 'shop', 'nginx', 'nginx:1.21'),
  'pod.yaml': pod('web', 'web', 'nginx:1.21'),
  'manifests/shop.yaml': workload('Deployment', 'shop', 'nginx', 'nginx:1.21'),
  'kustomization.yaml': 'resources: [deployment.yaml]\n',
  'overlays/production/kustomization.yaml': 'namePrefix: production-\nresources: [../../base]\n',
  'base/kustomization.yaml': 'resources: [shop.yaml]\n',
  'base/shop.yaml': workload('Deployment', 'shop', 'nginx', 'nginx:1.21'),
  'rbac.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
`,
  'stage.yaml': [
    web,
    service('web'),
    service('front'),
    pod('web', 'web', 'nginx:1.21'),
    pod('client', 'app', 'busybox:1.36', 'echo hello; sleep 36000'),
    pod('single', 'nginx', 'nginx:1.21'),
    pod('crasher', 'app', 'busybox:1.36', 'echo bye; exit 1'),
    workload('DaemonSet', 'agent', 'agent', 'nginx:1.21'),
    workload('StatefulSet', 'db', 'redis', 'redis:7', '  serviceName: db\n  replicas: 2\n'),
    workload('ReplicaSet', 'web-old', 'nginx', 'nginx:1.21', '  replicas: 1\n'),
  ].join('---\n'),
  'settings.env': 'COLOUR=blue\nSIZE=3\n',
  'pages/index.html': '<h1>Shop</h1>\n',
};

/** The learner's files; `request` is a CertificateSigningRequest called ann. */
export async function home(request: string): Promise<Record<string, string>> {
  const { cert, private: key } = await generate([
    { name: 'commonName', value: 'shop.example.com' },
  ]);
  return { ...files, 'ann.yaml': request, 'tls.crt': cert, 'tls.key': key };
}

/** As long as pods take to start, and metrics to be there. */
export const SETTLED_MS = 60_000;

/** What was done before with the kubeconfig. */
export const bareStage: readonly string[] = [
  'kubectl config set-cluster old --server=https://old.example.com',
  'kubectl config set-credentials old --token=x',
  'kubectl config set-context old --cluster=old --user=old --namespace=shop',
];

/** What was done before a learner tries an example. */
export const stage: readonly string[] = [
  'kubectl apply -f stage.yaml',
  'kubectl set image deployment/web nginx=nginx:1.22',
  'kubectl set image daemonset/agent agent=nginx:1.22',
  'kubectl create configmap settings --from-literal=colour=blue',
  'kubectl create serviceaccount robot',
  'kubectl create secret generic robot-token --from-literal=token=x',
  'kubectl create rolebinding readers --clusterrole=view --user=ann',
  'kubectl create clusterrolebinding auditors --clusterrole=view --user=ann',
  'kubectl create namespace shop',
  'kubectl run shelf -n shop --image=busybox -- sleep 3600',
  'kubectl create deployment window -n shop --image=nginx',
];
