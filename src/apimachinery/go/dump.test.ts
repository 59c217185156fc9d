/** Hashes of templates as a real cluster has them: made by Go with k8s.io/api v0.35.4. */
import { expect, it } from 'vitest';
import { templateHash } from '../hash.ts';

/** A real DaemonSet of 1.35.4 had it; its revision was agent-7bf9cdbcc7. */
const real = {
  metadata: { labels: { app: 'agent' } },
  spec: {
    containers: [
      {
        image: 'nginx:1.21',
        imagePullPolicy: 'IfNotPresent',
        name: 'agent',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  },
};

it('a template has the hash of a real one, another after a collision', () => {
  expect(templateHash(real)).toBe('7bf9cdbcc7');
  expect(templateHash(real, 1)).toBe('f99764c68');
});

it.each([
  [
    '57bc4f74bd',
    {
      metadata: { labels: { app: 'web' }, annotations: { b: '2', a: '1' } },
      spec: {
        containers: [
          {
            image: 'nginx:1.21',
            args: ['', ' x'],
            env: [
              {
                name: 'A',
                valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
              },
              { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: false } } },
              {
                name: 'C',
                valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '0' } },
              },
            ],
            envFrom: [{ configMapRef: { name: 'x' } }],
            imagePullPolicy: 'IfNotPresent',
            name: 'agent',
            lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
            readinessProbe: {
              httpGet: { path: '/', port: 'web', scheme: 'HTTP' },
              periodSeconds: 10,
            },
            livenessProbe: { tcpSocket: { port: 80 } },
            resources: {
              limits: { cpu: '1500m', memory: '1Gi', 'ephemeral-storage': '10G' },
              requests: { cpu: '0', memory: '128974848' },
            },
            securityContext: {
              runAsUser: 0,
              capabilities: { add: ['NET_ADMIN'] },
              privileged: false,
            },
            ports: [{ containerPort: 80 }],
            volumeMounts: [{ name: 'x', mountPath: '/x', readOnly: true }],
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
          },
        ],
        tolerations: [{ key: 'a', operator: 'Exists', tolerationSeconds: 0 }],
        nodeSelector: {},
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {
                labelSelector: {
                  matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 'c'] }],
                },
                topologyKey: 'h',
              },
            ],
          },
        },
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        securityContext: { fsGroup: 2000, sysctls: [{ name: 'a', value: 'b' }] },
        terminationGracePeriodSeconds: 0,
        hostNetwork: true,
        enableServiceLinks: false,
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'z',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: { é: 'ü' } },
          },
        ],
        volumes: [
          { name: 'x', emptyDir: { sizeLimit: '1Gi' } },
          {
            name: 'y',
            configMap: { name: 'c', defaultMode: 420, items: [{ key: 'a', path: 'b' }] },
          },
          {
            name: 'z',
            projected: {
              defaultMode: 420,
              sources: [
                { serviceAccountToken: { path: 't', expirationSeconds: 3600 } },
                { downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'f' } }] } },
              ],
            },
          },
          {
            name: 'e',
            ephemeral: {
              volumeClaimTemplate: {
                metadata: { labels: { a: 'b' } },
                spec: {
                  accessModes: ['ReadWriteOnce'],
                  resources: { requests: { storage: '1Gi' } },
                },
              },
            },
          },
          { name: 'i', image: { reference: 'r', pullPolicy: 'Always' } },
          { name: 'h', hostPath: { path: '/x', type: '' } },
        ],
      },
    },
  ],
  [
    '7d57bb848f',
    {
      metadata: {},
      spec: {
        containers: [
          {
            name: 'a',
            resources: {
              limits: {
                a: '1k',
                b: '1e3',
                c: '1536Mi',
                d: '100u',
                e: '1Ki',
                f: '5',
                g: '2Ti',
                h: '10E',
                i: '1n',
              },
            },
          },
        ],
        initContainers: [{ name: 'i', restartPolicy: 'Always', resources: {} }],
        overhead: { cpu: '250m' },
      },
    },
  ],
])('all sorts of fields: %s', (hash, template) => {
  expect(templateHash(template)).toBe(hash);
});

it.each([
  ['512Mi', 'bd484c5f'],
  ['64Mi', '866dd6b49'],
  ['100m', '78467b7599'],
  ['1', '5ff46cb94f'],
  ['2', '7ddbc86489'],
  ['10', '7ccbc8fdf'],
  ['1000', '7bdbf674d5'],
  ['100', '85cf65fc69'],
  ['1Gi', '6f4687b477'],
  ['1500Mi', 'df98df6c7'],
  ['3', '5f7b9b6bb5'],
  ['0.5', 'cccbdd9f'],
  ['250m', '7d7b6f8d75'],
  ['1000m', '5ff46cb94f'],
  ['8Gi', '8656946865'],
  ['16Gi', 'b8d5fcbc'],
  ['12Gi', '5cb7bcc48f'],
  ['1M', '6cc7db6c5c'],
  ['1000k', '6cc7db6c5c'],
  ['5e3', '5d749b4b97'],
  ['0', '774547cfc7'],
])('an amount of %s', (amount, hash) => {
  const requests = { cpu: amount, memory: amount };
  const spec = { containers: [{ name: 'x', resources: { requests } }] };
  expect(templateHash({ metadata: { labels: { a: 'b' } }, spec })).toBe(hash);
});
