import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { kinds } from '#resources/index.ts';
import { apps, core, podManifest } from '../test-server.ts';
import { bench, deployment } from './test-bench.ts';

const template: Json = {
  metadata: { labels: { a: 'b' } },
  spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'b' }] },
};
const selector: Json = { matchLabels: { a: 'b' } };
const always: Json = { ...(template as object), spec: { containers: [{ name: 'a', image: 'b' }] } };
const namespaced = (group: string): string => `/apis/${group}/namespaces/default`;

/** Objects whose Go forms have structs by value, null lists and zeros that nobody set. */
const objects: readonly (readonly [string, string, Json])[] = [
  [`${core}/pods`, 'Pod', (podManifest('x') as { spec: Json }).spec],
  [`${core}/services`, 'Service', { ports: [{ port: 80 }], selector: { a: 'b' } }],
  [`${apps}/deployments`, 'Deployment', (deployment(3) as { spec: Json }).spec],
  [`${apps}/statefulsets`, 'StatefulSet', { serviceName: 's', selector, template: always }],
  [`${apps}/daemonsets`, 'DaemonSet', { selector, template: always }],
  [`${namespaced('batch/v1')}/jobs`, 'Job', { template }],
  [
    `${namespaced('batch/v1')}/cronjobs`,
    'CronJob',
    { schedule: '* * * * *', jobTemplate: { spec: { template } } },
  ],
  [
    `${namespaced('policy/v1')}/poddisruptionbudgets`,
    'PodDisruptionBudget',
    { minAvailable: 1, selector },
  ],
  [`${namespaced('networking.k8s.io/v1')}/networkpolicies`, 'NetworkPolicy', { podSelector: {} }],
  [
    `${namespaced('autoscaling/v2')}/horizontalpodautoscalers`,
    'HorizontalPodAutoscaler',
    { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' } },
  ],
  [
    `${namespaced('autoscaling/v1')}/horizontalpodautoscalers`,
    'HorizontalPodAutoscaler',
    { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' } },
  ],
];
const served = objects.filter(([, kind]) => kinds.some((one) => one.kind === kind));

const apiVersionOf = (path: string): string =>
  path.replace(/^\/(apis|api)\//, '').replace(/\/namespaces.*$/, '');

describe('an apply of a label', () => {
  it.each(served)('to %s leaves the rest as it was', (path, kind, spec) => {
    const test = bench();
    const head = { apiVersion: apiVersionOf(path), kind };
    const made = test.send('POST', path, { ...head, metadata: { name: 'x' }, spec });
    expect([made.code, made.body]).toMatchObject([201, {}]);
    const before = test.read(`${path}/x`);
    const config = { ...head, metadata: { name: 'x', labels: { l: 'm' } } };
    const answer = test.apply('someone', config, '', `${path}/x`);
    expect(answer.code).toBe(200);
    const after = test.read(`${path}/x`);
    expect(after['spec']).toEqual(before['spec']);
    expect(after['status']).toEqual(before['status']);
    expect(after.metadata.generation).toBe(before.metadata.generation);
    expect(after.metadata.labels).toMatchObject({ l: 'm' });
  });
});
