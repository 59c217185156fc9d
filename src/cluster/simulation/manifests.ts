/** Manifests as learners write them: mostly fine, some hopeless. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import type { Random } from '#kernel/random.ts';
import { choose, perhaps } from './action.ts';

/** The last does not exist. */
export const imageOf = (random: Random): string =>
  choose(random, 'nginx:1.21', 'nginx:1.21.3', 'nginx:1.25', 'httpd:2.4', 'redis:7', 'nginx:nope');

export const nameOf = (random: Random): string => choose(random, 'web', 'api', 'cache', 'front');

function resourcesOf(random: Random): JsonObject {
  if (!perhaps(random, 30)) return {};
  const cpu = choose(random, '100m', '500m', '1', '3', '64');
  return { resources: { requests: { cpu, memory: choose(random, '64Mi', '1Gi', '4Gi') } } };
}

const probe: JsonObject = {
  readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 2, failureThreshold: 2 },
};

function containerOf(random: Random): JsonObject {
  const crashes = perhaps(random, 10);
  return {
    name: 'main',
    image: crashes ? 'busybox:1.36' : imageOf(random),
    ...(crashes ? { command: ['sh', '-c', 'sleep 7; exit 1'] } : {}),
    ...(perhaps(random, 30) ? probe : {}),
    ...resourcesOf(random),
  };
}

/** A pod template labelled `app: NAME`. */
export function templateOf(random: Random, app: string): JsonObject {
  const grace = perhaps(random, 20) ? { terminationGracePeriodSeconds: random.integer(5) } : {};
  return {
    metadata: { labels: { app } },
    spec: { containers: [containerOf(random)], ...grace },
  };
}

function strategyOf(random: Random): JsonObject {
  if (perhaps(random, 15)) return { type: 'Recreate' };
  if (perhaps(random, 40)) return {};
  const rollingUpdate = {
    maxSurge: choose<Json>(random, 0, 1, 2, '25%', '50%', '100%'),
    maxUnavailable: choose<Json>(random, 1, 2, '25%', '50%', '100%'),
  };
  return { type: 'RollingUpdate', rollingUpdate };
}

/** Replicas, a selector and a template of `app`. */
const replicated = (random: Random, app: string): JsonObject => ({
  replicas: random.integer(7),
  selector: { matchLabels: { app } },
  template: templateOf(random, app),
});

export const deploymentOf = (random: Random, name: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    ...replicated(random, name),
    strategy: strategyOf(random),
    ...(perhaps(random, 20) ? { minReadySeconds: random.integer(15) } : {}),
    ...(perhaps(random, 20) ? { revisionHistoryLimit: random.integer(3) } : {}),
  },
});

export const replicaSetOf = (random: Random, name: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name },
  spec: replicated(random, name),
});

export const statefulSetOf = (random: Random, name: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name },
  spec: {
    ...replicated(random, name),
    serviceName: name,
    podManagementPolicy: choose(random, 'OrderedReady', 'Parallel'),
  },
});

export const daemonSetOf = (random: Random, name: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, template: templateOf(random, name) },
});

export const jobOf = (random: Random, name: string): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: {
    completions: 1 + random.integer(4),
    parallelism: 1 + random.integer(3),
    backoffLimit: random.integer(3),
    template: {
      spec: {
        restartPolicy: choose(random, 'Never', 'OnFailure'),
        containers: [
          {
            name: 'main',
            image: 'busybox:1.36',
            command: [
              'sh',
              '-c',
              `sleep ${random.integer(20)}; exit ${perhaps(random, 70) ? 0 : 1}`,
            ],
          },
        ],
      },
    },
  },
});

export const budgetOf = (random: Random, app: string): JsonObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: app },
  spec: {
    selector: { matchLabels: { app } },
    ...(perhaps(random, 50)
      ? { minAvailable: choose<Json>(random, 1, 2, '50%', '100%') }
      : { maxUnavailable: choose<Json>(random, 0, 1, '50%') }),
  },
});

export const serviceOf = (app: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: app },
  spec: { selector: { app }, ports: [{ port: 80 }] },
});

export const podOf = (random: Random, name: string): JsonObject => {
  const template = templateOf(random, choose(random, 'web', 'api', name));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(template['metadata'] as JsonObject) },
    spec: template['spec'] as JsonObject,
  };
};
