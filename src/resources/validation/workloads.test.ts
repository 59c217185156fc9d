/** Workloads that a real API server refuses, and its words for it. */
import { expect, it } from 'vitest';
import { printFieldError } from '#apimachinery/field-error.ts';
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import { controllerRevisionKind } from '../controllerrevision.ts';
import { daemonSetKind } from '../daemonset.ts';
import { deploymentKind } from '../deployment.ts';
import { podTemplateKind } from '../podtemplate.ts';
import { replicaSetKind } from '../replicaset.ts';
import { replicationControllerKind } from '../replicationcontroller.ts';
import { statefulSetKind } from '../statefulset.ts';
import { create, meta, update } from './cases.ts';

const context: KindContext = { nowMs: 0, integer: () => 0, stored: () => [] };
const named = (name: string) => ({ ...meta, name });
const selector = { matchLabels: { app: 'x' } };
const template = {
  metadata: { labels: { app: 'x' } },
  spec: { containers: [{ name: 'c', image: 'nginx:1.21' }] },
};

const cases: readonly (readonly [string, Kind, object, readonly string[]])[] = [
  [
    'ReplicationController counts below 0',
    replicationControllerKind,
    { spec: { template, replicas: -1, minReadySeconds: -1 } },
    [
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'a ReplicationController without a template',
    replicationControllerKind,
    { spec: {} },
    ['spec.selector: Required value', 'spec.template: Required value'],
  ],
  [
    'a ReplicationController that misses its own pods',
    replicationControllerKind,
    { spec: { template, selector: { app: 'y' } } },
    [
      'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'ReplicationController pods that end',
    replicationControllerKind,
    {
      spec: {
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [{ name: 'c', image: 'nginx:1.21' }],
            restartPolicy: 'OnFailure',
            activeDeadlineSeconds: 5,
          },
        },
      },
    },
    [
      'spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"',
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicationController is not Supported',
    ],
  ],
  [
    'a ReplicationController that selects nothing',
    replicationControllerKind,
    { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:1.21' }] } } } },
    ['spec.selector: Required value'],
  ],
  [
    'a ReplicationController in capitals',
    replicationControllerKind,
    { spec: { template }, metadata: named('A') },
    [
      "metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'a PodTemplate without containers',
    podTemplateKind,
    { template: { spec: { containers: [] } } },
    ['template.spec.containers: Required value'],
  ],
  [
    'a PodTemplate with a bad label and policy',
    podTemplateKind,
    {
      template: {
        metadata: { labels: { 'a b': 'c' } },
        spec: { containers: [{ name: 'c', image: 'nginx:1.21' }], restartPolicy: 'Foo' },
      },
    },
    [
      "template.labels: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      'template.spec.restartPolicy: Unsupported value: "Foo": supported values: "Always", "OnFailure", "Never"',
    ],
  ],
  [
    'a revision without data',
    controllerRevisionKind,
    { revision: 1 },
    ['data: Required value: data is mandatory'],
  ],
  [
    'a revision of text',
    controllerRevisionKind,
    { revision: 1, data: 'a' },
    ['data: Required value: data must be a valid JSON object'],
  ],
  [
    'a revision below 0',
    controllerRevisionKind,
    { revision: -1, data: {}, metadata: named('X') },
    [
      "metadata.name: Invalid value: \"X\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      'revision: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'an empty Deployment',
    deploymentKind,
    { spec: {} },
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'an empty ReplicaSet',
    replicaSetKind,
    { spec: {} },
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'Deployment amounts in words',
    deploymentKind,
    {
      spec: {
        selector,
        template,
        strategy: { rollingUpdate: { maxSurge: 'a', maxUnavailable: '101%' } },
      },
    },
    [
      "spec.strategy.rollingUpdate.maxSurge: Invalid value: \"a\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    ],
  ],
  [
    'Recreate with a surge',
    deploymentKind,
    {
      spec: { selector, template, strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    },
    [
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
  ],
  [
    'Deployment counts below 0',
    deploymentKind,
    {
      spec: {
        selector,
        template,
        minReadySeconds: -1,
        revisionHistoryLimit: -1,
        progressDeadlineSeconds: 0,
      },
    },
    [
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'Deployment pods that end',
    deploymentKind,
    {
      spec: {
        selector,
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [{ name: 'c', image: 'nginx:1.21' }],
            restartPolicy: 'Never',
            activeDeadlineSeconds: 3,
          },
        },
      },
    },
    [
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
    ],
  ],
];

it.each(cases)('%s', (_, kind, parts, errors) => {
  expect([...new Set(create(kind, parts))]).toEqual(errors);
});

it("a revision's data never changes", () => {
  const revision = { data: { a: 1 }, revision: 1 };
  expect(update(controllerRevisionKind, revision, { ...revision, revision: 2 })).toEqual([]);
  expect(update(controllerRevisionKind, revision, { ...revision, data: { a: 2 } })).toEqual([
    'data: Invalid value: {"a":2}: field is immutable',
  ]);
});

it('a status counts no more pods of a sort than pods', () => {
  const object = (status: object) => ({ apiVersion: 'apps/v1', kind: 'x', metadata: meta, status });
  const judge = (kind: Kind, status: object) =>
    (kind.validateStatusUpdate?.(object(status), object({}), context) ?? []).map(printFieldError);
  const status = { replicas: -1, readyReplicas: 3, availableReplicas: 5 };
  expect(judge(statefulSetKind, { ...status, currentReplicas: 1 })).toEqual([
    'status.replicas: Invalid value: -1: must be greater than or equal to 0',
    'status.readyReplicas: Invalid value: 3: cannot be greater than status.replicas',
    'status.currentReplicas: Invalid value: 1: cannot be greater than status.replicas',
    'status.updatedReplicas: Invalid value: 0: cannot be greater than status.replicas',
    'status.availableReplicas: Invalid value: 5: cannot be greater than status.replicas',
    'status.availableReplicas: Invalid value: 5: cannot be greater than status.readyReplicas',
  ]);
  expect(judge(daemonSetKind, { numberReady: -1 })).toEqual([
    'status.numberReady: Invalid value: -1: must be greater than or equal to 0',
  ]);
});
