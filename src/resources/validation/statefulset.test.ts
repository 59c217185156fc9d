/** StatefulSets that a real API server refuses, and its words for it. */
import { expect, it } from 'vitest';
import type { Kind } from '#apimachinery/kind.ts';
import { statefulSetKind } from '../statefulset.ts';
import { create, meta, update } from './cases.ts';

const named = (name: string) => ({ ...meta, name });
const selector = { matchLabels: { app: 'x' } };
const template = {
  metadata: { labels: { app: 'x' } },
  spec: { containers: [{ name: 'c', image: 'nginx:1.21' }] },
};

const cases: readonly (readonly [string, Kind, object, readonly string[]])[] = [
  [
    'a StatefulSet with another policy',
    statefulSetKind,
    { spec: { selector, template, podManagementPolicy: 'Fast' } },
    ["spec.podManagementPolicy: Invalid value: \"Fast\": must be 'OrderedReady' or 'Parallel'"],
  ],
  [
    'OnDelete with a partition',
    statefulSetKind,
    {
      spec: {
        selector,
        template,
        updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } },
      },
    },
    [
      'spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy \'RollingUpdate\'',
    ],
  ],
  [
    'a StatefulSet with another strategy',
    statefulSetKind,
    { spec: { selector, template, updateStrategy: { type: 'Big' } } },
    [
      'spec.updateStrategy: Invalid value: {"Type":"Big","RollingUpdate":null}: must be \'RollingUpdate\' or \'OnDelete\'',
    ],
  ],
  [
    'a partition below 0',
    statefulSetKind,
    { spec: { selector, template, updateStrategy: { rollingUpdate: { partition: -1 } } } },
    [
      'spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'other retention policies',
    statefulSetKind,
    {
      spec: {
        selector,
        template,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep', whenScaled: 'Nope' },
      },
    },
    [
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Keep": supported values: "Retain", "Delete"',
      'spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: "Nope": supported values: "Retain", "Delete"',
    ],
  ],
  [
    'counts below 0',
    statefulSetKind,
    { spec: { selector, template, replicas: -1, minReadySeconds: -2, ordinals: { start: -3 } } },
    [
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0',
      'spec.ordinals.start: Invalid value: -3: must be greater than or equal to 0',
    ],
  ],
  [
    'a service name with a dot',
    statefulSetKind,
    { spec: { selector, template, serviceName: 'a.b' } },
    ['spec.serviceName: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'a service name in capitals',
    statefulSetKind,
    { spec: { selector, template, serviceName: 'A' } },
    [
      "spec.serviceName: Invalid value: \"A\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    ],
  ],
  [
    'a StatefulSet without a selector',
    statefulSetKind,
    { spec: { template } },
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'a StatefulSet that selects all',
    statefulSetKind,
    { spec: { selector: {}, template } },
    ['spec.selector: Invalid value: {}: empty selector is invalid for statefulset'],
  ],
  [
    'a selector with another operator',
    statefulSetKind,
    { spec: { selector: { matchExpressions: [{ key: 'a', operator: 'Foo' }] }, template } },
    [
      'spec.selector.matchExpressions[0].operator: Invalid value: "Foo": not a valid selector operator',
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"a","operator":"Foo"}]}',
    ],
  ],
  [
    'a StatefulSet that misses its own pods',
    statefulSetKind,
    { spec: { selector: { matchLabels: { app: 'y' } }, template } },
    [
      'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'StatefulSet pods that end',
    statefulSetKind,
    {
      spec: {
        selector,
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [{ name: 'c', image: 'nginx:1.21' }],
            restartPolicy: 'Never',
            activeDeadlineSeconds: 5,
          },
        },
      },
    },
    [
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported',
    ],
  ],
  [
    'a StatefulSet with a dot',
    statefulSetKind,
    { spec: { selector, template }, metadata: named('a.b') },
    ['metadata.name: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'a template with a host name of its own',
    statefulSetKind,
    {
      spec: {
        selector,
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [{ name: 'c', image: 'nginx:1.21' }],
            hostname: 'A_b',
            subdomain: 'X_',
          },
        },
      },
    },
    [],
  ],
  [
    'an empty claim',
    statefulSetKind,
    { spec: { selector, template, volumeClaimTemplates: [{ metadata: named('data'), spec: {} }] } },
    [
      'spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required',
      'spec.volumeClaimTemplates[0].spec.resources[storage]: Required value',
    ],
  ],
  [
    'a claim with another mode and less than nothing',
    statefulSetKind,
    {
      spec: {
        selector,
        template,
        volumeClaimTemplates: [
          {
            metadata: named('data'),
            spec: { accessModes: ['Foo'], resources: { requests: { storage: '-1Gi' } } },
          },
        ],
      },
    },
    [
      'spec.volumeClaimTemplates[0].spec.accessModes: Unsupported value: "Foo": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      'spec.volumeClaimTemplates[0].spec.resources[storage]: Invalid value: "-1Gi": must be greater than zero',
    ],
  ],
  [
    'a mount without a volume',
    statefulSetKind,
    {
      spec: {
        selector,
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [
              { name: 'c', image: 'n', volumeMounts: [{ name: 'data', mountPath: '/d' }] },
            ],
          },
        },
      },
    },
    ['spec.template.spec.containers[0].volumeMounts[0].name: Not found: "data"'],
  ],
  [
    'a StatefulSet without a template',
    statefulSetKind,
    { spec: { selector } },
    [
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'a limit below 0, which keeps all revisions',
    statefulSetKind,
    { spec: { selector, template, revisionHistoryLimit: -1 } },
    [],
  ],
];

it.each(cases)('%s', (_, kind, parts, errors) => {
  expect([...new Set(create(kind, parts))]).toEqual(errors);
});

const set = { spec: { selector, template, serviceName: 'x' } };

it('a StatefulSet changes only what can change', () => {
  const wider = { ...set.spec, replicas: 3, minReadySeconds: 1, ordinals: { start: 2 } };
  expect(update(statefulSetKind, set, { spec: wider })).toEqual([]);
  const moved = { spec: { ...set.spec, serviceName: 'y' } };
  expect(update(statefulSetKind, set, moved)).toEqual([
    "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  ]);
});

it('all that is wrong with a change is said, the forbidden last', () => {
  const moved = { spec: { ...set.spec, replicas: -1, podManagementPolicy: 'Parallel' } };
  const [first, second, ...more] = update(statefulSetKind, set, moved);
  expect(first).toBe('spec.replicas: Invalid value: -1: must be greater than or equal to 0');
  expect(second).toMatch(/^spec: Forbidden: updates to statefulset spec for fields other than/);
  expect(more).toEqual([]);
});
