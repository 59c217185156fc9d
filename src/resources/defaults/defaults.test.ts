import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { deploymentKind } from '../deployment.ts';
import { kinds } from '../index.ts';
import { podKind } from '../pod.ts';
import { secretKind } from '../secret.ts';
import { imageTag } from './container.ts';

const context: KindContext = { nowMs: 0, integer: () => 0, stored: () => [] };

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

const metadata = {
  name: 'a',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const port = fc.record(
  { containerPort: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom('a', 'b') },
  { requiredKeys: ['containerPort'] },
);
const probe = fc.record(
  { httpGet: fc.constant({ port: 80 }), periodSeconds: fc.integer({ min: 0, max: 3 }) },
  { requiredKeys: [] },
);
const amounts = fc.record(
  { cpu: fc.constantFrom('1', '500m'), memory: fc.constant('1Mi') },
  { requiredKeys: [] },
);
const container = fc.record(
  {
    name: fc.constantFrom('a', 'b'),
    image: fc.constantFrom('nginx', 'nginx:1.21', 'nginx@sha256:0'),
    ports: fc.array(port, { maxLength: 2 }),
    livenessProbe: probe,
    resources: fc.record({ limits: amounts, requests: amounts }, { requiredKeys: [] }),
    env: fc.constant([{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]),
    lifecycle: fc.constant({ preStop: { httpGet: { port: 1 } } }),
  },
  { requiredKeys: ['name'] },
);
const volume = fc.constantFrom<object>(
  { name: 'a' },
  { name: 'a', secret: { secretName: 's' } },
  { name: 'a', hostPath: { path: '/' } },
  { name: 'a', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
);
const podSpec = fc.record(
  {
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    initContainers: fc.array(container, { maxLength: 1 }),
    volumes: fc.array(volume, { maxLength: 2 }),
    hostNetwork: fc.boolean(),
    serviceAccount: fc.constant('default'),
  },
  { requiredKeys: ['containers'] },
);
const template = fc.record({ spec: podSpec });
const body: Readonly<Record<string, fc.Arbitrary<object>>> = {
  Pod: fc.record({ spec: podSpec }),
  Deployment: fc.record({
    spec: fc.record({
      template,
      replicas: maybe(fc.nat(3)),
      strategy: maybe(
        fc.constantFrom<object>({ type: 'Recreate' }, { rollingUpdate: { maxSurge: 1 } }),
      ),
    }),
  }),
  ReplicaSet: fc.record({ spec: fc.record({ template }) }),
  DaemonSet: fc.record({ spec: fc.record({ template }) }),
  StatefulSet: fc.record({
    spec: fc.record({
      template,
      updateStrategy: maybe(
        fc.constantFrom<object>({ type: 'RollingUpdate' }, { rollingUpdate: { partition: 1 } }),
      ),
      volumeClaimTemplates: maybe(fc.constant([{ metadata: { name: 'a' } }])),
    }),
  }),
  ReplicationController: fc.record({ spec: fc.record({ template }) }),
  PodTemplate: fc.record({ template }),
  Service: fc.record({
    spec: fc.record(
      {
        type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
        ports: fc.constant([{ port: 80 }]),
        sessionAffinity: fc.constantFrom('None', 'ClientIP'),
      },
      { requiredKeys: [] },
    ),
  }),
  Secret: fc.record({ stringData: maybe(fc.constant({ a: 'ü' })) }),
  Event: fc.constant({ involvedObject: {} }),
};

describe.each(kinds.map((kind) => [kind.kind, kind] as [string, Kind]))(
  'defaults of %s',
  (name, kind) => {
    it('say nothing new the second time, and change nothing in place', () => {
      fc.assert(
        fc.property(body[name] ?? fc.constant({}), (parts) => {
          const given = deepFreeze({
            apiVersion: 'v1',
            kind: name,
            metadata,
            ...parts,
          }) as KubeObject;
          const once = deepFreeze(kind.defaults(given, context));
          expect(kind.defaults(once, context)).toBe(once);
        }),
        { numRuns: 60 },
      );
    });
  },
);

const bare = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec }) as never;

describe('a pod', () => {
  it('gets what the server adds', () => {
    const pod = podKind.defaults(bare({ containers: [{ name: 'web', image: 'nginx' }] }), context);
    expect(pod.spec).toEqual({
      containers: [
        {
          name: 'web',
          image: 'nginx',
          imagePullPolicy: 'Always',
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          resources: {},
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: {},
      schedulerName: 'default-scheduler',
      enableServiceLinks: true,
    });
  });

  it('shares its spec with the pods of its template', () => {
    const spec = { containers: [{ name: 'web', image: 'nginx:1' }] };
    const [a, b] = [1, 2].map(() => podKind.defaults(bare(spec), context));
    expect(a?.spec).toBe(b?.spec);
  });

  it.each([
    ['nginx', 'latest'],
    ['nginx:1.21', '1.21'],
    ['localhost:5000/nginx', 'latest'],
    ['localhost:5000/nginx:2', '2'],
    ['nginx@sha256:00', ''],
  ])('%s has the tag "%s"', (image, tag) => {
    expect(imageTag(image)).toBe(tag);
  });
});

it('a Deployment rolls by quarters', () => {
  const given = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: {} } };
  const { spec } = deploymentKind.defaults(given as never, context);
  expect(spec).toMatchObject({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  });
});

it("a Secret's stringData becomes data", () => {
  const given = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    data: { b: 'Yg==' },
    stringData: { a: 'ü' },
  };
  expect(secretKind.defaults(given, context)).toMatchObject({
    type: 'Opaque',
    data: { a: 'w7w=', b: 'Yg==' },
  });
});
