/** A cluster for tests that read as sessions: what a person does and sees, in few words. */
import type { Draft } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { type Event, eventKind } from '#resources/event.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { ClusterOptions } from './cluster.ts';
import { createCluster, type RunningCluster } from './create-cluster.ts';
import { watchInvariants } from './invariants/index.ts';
import { settle } from './settle.ts';

type PodTemplate = Deployment['spec']['template'];

export interface Session {
  readonly cluster: RunningCluster;
  readonly kubectl: Client;
  settle(): void;
  advance(seconds: number): void;
  /** The pods of the namespace default, by name. */
  pods(): readonly Pod[];
  /** "2/3 web-x", as `kubectl get rs` would say ready and desired. */
  replicaSets(): readonly string[];
  deployment(name: string): Deployment;
  /** Changes a Deployment's spec, as `kubectl edit` does. */
  edit(name: string, change: Partial<Deployment['spec']>): void;
  setImage(name: string, image: string): void;
  /** The events of an object: "SuccessfulCreate Created pod: web-x". */
  events(name: string): readonly string[];
}

/** A pod template of one nginx container. */
export const template = (image: string, app = 'web'): PodTemplate => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'nginx', image, ports: [{ containerPort: 80 }] }] },
});

/** A Deployment of nginx. */
export const deployment = (
  name: string,
  replicas: number,
  spec: Partial<Deployment['spec']> = {},
): Draft<Deployment> => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default', labels: { app: name } },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: template('nginx:1.21', name),
    ...spec,
  },
});

/** A ReplicaSet of nginx. */
export const replicaSet = (name: string, replicas: number): Draft<ReplicaSet> => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: template('nginx:1.21', name),
  },
});

/** A pod by itself. */
export const pod = (name: string, labels: Record<string, string>): Draft<Pod> => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels },
  spec: { containers: [{ name: 'nginx', image: 'nginx:1.21' }] },
});

const printSet = ({ metadata, spec, status }: ReplicaSet): string =>
  `${status.readyReplicas ?? 0}/${spec.replicas} ${metadata.name}`;

/** A quiet cluster that checks every invariant after every change. */
export function startSession(options: ClusterOptions = {}): Session {
  const cluster = createCluster({ freeze: true, ...options });
  watchInvariants(cluster.api);
  const kubectl = cluster.clientFor('kubectl');
  const inDefault = { namespace: 'default' };
  const find = (name: string): Deployment => {
    const found = kubectl.get(deploymentKind, 'default', name);
    if (!found) throw new Error(`deployments.apps "${name}" not found`);
    return found;
  };
  const edit = (name: string, change: Partial<Deployment['spec']>): void => {
    const found = find(name);
    kubectl.update(deploymentKind, { ...found, spec: { ...found.spec, ...change } });
  };
  return {
    cluster,
    kubectl,
    settle: () => settle(cluster),
    advance: (seconds) => cluster.clock.advanceTo(cluster.clock.now() + seconds * 1000),
    pods: () => kubectl.list(podKind, inDefault),
    replicaSets: () => kubectl.list(replicaSetKind, inDefault).map(printSet),
    deployment: find,
    edit,
    setImage: (name, image) => edit(name, { template: template(image, name) }),
    events: (name) =>
      kubectl
        .list<Event>(eventKind)
        .filter(({ involvedObject }) => involvedObject.name === name)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map(({ reason, message }) => `${reason} ${message}`),
  };
}
