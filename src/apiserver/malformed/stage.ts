/** What is there when a malformed request comes: one of each kind that the corpus talks about. */
import type { JsonObject } from '#apimachinery/object.ts';
import { apps, core, namespace } from './case.ts';

const metadata = (name: string): JsonObject => ({ name, namespace, labels: { app: name } });
export const template: JsonObject = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'nginx:1.25' }] },
};

/** Collections and what is made in them, in order. */
export const stage: readonly (readonly [path: string, object: JsonObject])[] = [
  ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }],
  [
    `${core}/configmaps`,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('settings'), data: { a: '1' } },
  ],
  [
    `${core}/configmaps`,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('fixed'),
      data: { a: '1' },
      immutable: true,
    },
  ],
  [
    `${core}/secrets`,
    { apiVersion: 'v1', kind: 'Secret', metadata: metadata('keys'), data: { a: 'YQ==' } },
  ],
  [
    `${core}/services`,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('web'),
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }], clusterIP: '10.96.77.7' },
    },
  ],
  [
    `${core}/serviceaccounts`,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
  ],
  [
    `${core}/pods`,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata('solo'),
      spec: {
        schedulerName: 'nobody',
        automountServiceAccountToken: false,
        containers: [{ name: 'main', image: 'nginx:1.25' }],
      },
    },
  ],
  [
    `${apps}/deployments`,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata('web'),
      spec: { replicas: 0, selector: { matchLabels: { app: 'web' } }, template },
    },
  ],
];
