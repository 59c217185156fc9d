/** Fields that hold what they can't: every field of a list by every wrong type. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { apps, batch, core, type MalformedCase, namespace, send } from './case.ts';
import { template } from './stage.ts';

interface Subject {
  readonly collection: string;
  readonly object: JsonObject;
  /** Fields by path, and the values each is given. */
  readonly wrong: Readonly<Record<string, readonly Json[]>>;
}

const container = { name: 'main', image: 'nginx:1.25' };
const named = (apiVersion: string, kind: string, rest: JsonObject): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name: 'bad', namespace },
  ...rest,
});

/** The object with `value` at `a.b.0.c`. */
function withValue(object: Json, [first, ...rest]: readonly string[], value: Json): Json {
  if (first === undefined) return value;
  if (Array.isArray(object)) {
    return object.map((item, at) => (String(at) === first ? withValue(item, rest, value) : item));
  }
  const record = (typeof object === 'object' && object !== null ? object : {}) as JsonObject;
  return { ...record, [first]: withValue(record[first] ?? {}, rest, value) };
}

const text = 'text';
const map = { a: 1 };
const list = [1];

const subjects: readonly Subject[] = [
  {
    collection: `${core}/pods`,
    object: named('v1', 'Pod', {
      spec: {
        schedulerName: 'nobody',
        containers: [{ ...container, ports: [{ containerPort: 80 }] }],
      },
    }),
    wrong: {
      spec: [text, 5, true, list],
      'spec.containers': [text, map, 5, [], [text], null],
      'spec.containers.0.name': [5, map, list, '', 'UPPER', 'a b', '-a', 'x'.repeat(64)],
      'spec.containers.0.image': [5, map, list, '', ' nginx'],
      'spec.containers.0.command': [text, map, [1]],
      'spec.containers.0.args': [text, [map]],
      'spec.containers.0.env': [text, [{ name: '' }], [{ value: 'x' }], [{ name: 'A', value: 5 }]],
      'spec.containers.0.ports.0.containerPort': [text, 0, -1, 70_000, 1.5, true, null],
      'spec.containers.0.ports.0.protocol': ['ICMP', 5],
      'spec.containers.0.imagePullPolicy': ['Sometimes', 5, list],
      'spec.containers.0.resources.requests.cpu': ['lots', -1, map, true, '1 core'],
      'spec.containers.0.resources.limits.memory': ['1Gib', '-5', list],
      'spec.containers.0.livenessProbe': [text, {}, { httpGet: {} }, { periodSeconds: -1 }],
      'spec.containers.0.lifecycle.preStop': [text, {}, { exec: {} }],
      'spec.containers.0.terminationMessagePolicy': ['Never', 1],
      'spec.restartPolicy': ['Maybe', 5, map],
      'spec.terminationGracePeriodSeconds': [text, 1.5, map],
      'spec.activeDeadlineSeconds': [0, -5, text, 4_294_967_296],
      'spec.nodeSelector': [text, list, { 'a b': 'c' }],
      'spec.tolerations': [
        text,
        [{ operator: 'Near' }],
        [{ key: 'a', operator: 'Exists', value: 'b' }],
      ],
      'spec.volumes': [text, [{ name: 'A B' }], [{ name: 'a' }, { name: 'a' }], [{}]],
      'spec.hostNetwork': [text, 1],
      'spec.dnsPolicy': ['Mine', 1],
      'spec.priority': [5, text],
      'spec.affinity': [text, { nodeAffinity: text }],
      'spec.initContainers': [[container], text, [{ name: 'a' }]],
      'metadata.labels': [
        text,
        list,
        { a: 1 },
        { 'a b': 'c' },
        { a: 'b c' },
        { a: 'x'.repeat(64) },
      ],
      'metadata.annotations': [text, { a: 1 }, { 'a b': 'c' }],
      'metadata.finalizers': [text, [1], ['no-slash']],
      'metadata.ownerReferences': [
        text,
        [{}],
        [{ apiVersion: 'v1', kind: 'Pod', name: 'x' }],
        [{ apiVersion: 'v1', kind: 'Event', name: 'x', uid: 'y' }],
      ],
      'metadata.generateName': [5, map],
      'metadata.creationTimestamp': ['yesterday', 5],
      'metadata.managedFields': [text],
    },
  },
  {
    collection: `${apps}/deployments`,
    object: named('apps/v1', 'Deployment', {
      spec: { replicas: 0, selector: { matchLabels: { app: 'web' } }, template },
    }),
    wrong: {
      spec: [text, null, {}, list],
      'spec.replicas': [text, -1, 1.5, map, 3_000_000_000, '3'],
      'spec.selector': [text, null, {}, { matchLabels: {} }, { matchLabels: { app: 'other' } }],
      'spec.selector.matchExpressions': [
        [{ key: 'a', operator: 'Near' }],
        [{ key: 'a', operator: 'In' }],
        text,
      ],
      'spec.template': [text, null, {}],
      'spec.template.spec.restartPolicy': ['Never', 'OnFailure'],
      'spec.template.metadata.labels': [{}, { app: 5 }],
      'spec.strategy': [
        { type: 'Roll' },
        { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
        text,
      ],
      'spec.strategy.rollingUpdate': [
        { maxSurge: 0, maxUnavailable: 0 },
        { maxSurge: '25' },
        { maxSurge: -1 },
        { maxUnavailable: '150%' },
        { maxUnavailable: map },
      ],
      'spec.minReadySeconds': [-1, text],
      'spec.progressDeadlineSeconds': [0, -1, text],
      'spec.revisionHistoryLimit': [-1, text],
      'spec.paused': [text, 1],
    },
  },
  {
    collection: `${core}/services`,
    object: named('v1', 'Service', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }),
    wrong: {
      'spec.ports': [
        [],
        text,
        [{}],
        [{ port: 80 }, { port: 81 }],
        [{ port: 0 }],
        [{ port: 70_000 }],
      ],
      'spec.ports.0.targetPort': ['UPPER', 70_000, map],
      'spec.ports.0.protocol': ['ICMP', 5],
      'spec.ports.0.nodePort': [80, text],
      'spec.type': ['Magic', 5],
      'spec.clusterIP': ['10.0.0.1', 'none', 'nope', '10.96.77.7'],
      'spec.sessionAffinity': ['Always', 1],
      'spec.externalName': [5],
      'spec.selector': [text, { 'a b': 'c' }, { a: 1 }],
      'spec.externalTrafficPolicy': ['Near', 1],
    },
  },
  {
    collection: `${core}/configmaps`,
    object: named('v1', 'ConfigMap', { data: { a: '1' } }),
    wrong: {
      data: [text, { a: 1 }, { 'a b': 'c' }, { '..': 'x' }, { a: map }, list],
      binaryData: [{ a: 'not base64!' }, { a: 5 }, text],
      immutable: [text, 1],
    },
  },
  {
    collection: `${core}/secrets`,
    object: named('v1', 'Secret', { data: { a: 'YQ==' } }),
    wrong: {
      data: [{ a: 'not base64!' }, { a: 1 }, text],
      stringData: [{ a: 1 }, text],
      type: [5, 'kubernetes.io/tls', 'kubernetes.io/dockerconfigjson', 'kubernetes.io/basic-auth'],
    },
  },
  {
    collection: `${batch}/jobs`,
    object: named('batch/v1', 'Job', {
      spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } },
    }),
    wrong: {
      'spec.template.spec.restartPolicy': ['Always', 'Maybe'],
      'spec.completions': [-1, text],
      'spec.parallelism': [-1, text],
      'spec.backoffLimit': [-1, text],
      'spec.completionMode': ['Sorted', 5],
      'spec.activeDeadlineSeconds': [-1, text],
      'spec.ttlSecondsAfterFinished': [-1, text],
    },
  },
  {
    collection: `${batch}/cronjobs`,
    object: named('batch/v1', 'CronJob', {
      spec: {
        schedule: '* * * * *',
        suspend: true,
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } },
        },
      },
    }),
    wrong: {
      'spec.schedule': ['', 'whenever', '* * * *', 5, '61 * * * *', 'TZ=UTC * * * * *'],
      'spec.concurrencyPolicy': ['Wait', 5],
      'spec.timeZone': ['Nowhere/City', '', 5],
      'spec.startingDeadlineSeconds': [-1, text],
      'spec.successfulJobsHistoryLimit': [-1, text],
    },
  },
  {
    collection: `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`,
    object: named('policy/v1', 'PodDisruptionBudget', {
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    }),
    wrong: {
      'spec.minAvailable': [-1, '150%', 'some', map],
      'spec.maxUnavailable': [1, '25%'],
      'spec.unhealthyPodEvictionPolicy': ['Maybe', 5],
    },
  },
  {
    collection: `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`,
    object: named('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    }),
    wrong: {
      'spec.maxReplicas': [0, -1, text],
      'spec.minReplicas': [0, 9, text],
      'spec.scaleTargetRef': [{}, text, { kind: 'Deployment' }],
      'spec.metrics': [[{ type: 'Magic' }], [{}], text],
    },
  },
];

/** `metadata.labels is {"a":1}` */
const describe = (field: string, value: Json): string => {
  const shown = JSON.stringify(value);
  return `${field} is ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`;
};

export const wrongTypes: readonly MalformedCase[] = subjects.flatMap(
  ({ collection, object, wrong }) =>
    Object.entries(wrong).flatMap(([field, values]) =>
      values.map((value) =>
        send(
          'POST',
          collection,
          describe(field, value),
          withValue(object, field.split('.'), value),
        ),
      ),
    ),
);
