/** DaemonSets that a real API server refuses, and its words for it. */
import { expect, it } from 'vitest';
import type { Kind } from '#apimachinery/kind.ts';
import { daemonSetKind } from '../daemonset.ts';
import { create, meta, update } from './cases.ts';

const named = (name: string) => ({ ...meta, name });
const selector = { matchLabels: { app: 'x' } };
const template = {
  metadata: { labels: { app: 'x' } },
  spec: { containers: [{ name: 'c', image: 'nginx:1.21' }] },
};

const cases: readonly (readonly [string, Kind, object, readonly string[]])[] = [
  [
    'a DaemonSet with another strategy',
    daemonSetKind,
    { spec: { selector, template, updateStrategy: { type: 'Big' } } },
    [
      'spec.updateStrategy: Unsupported value: {"Type":"Big","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
    ],
  ],
  [
    'surge and unavailability at once',
    daemonSetKind,
    {
      spec: {
        selector,
        template,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 1, maxSurge: 1 },
        },
      },
    },
    [
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    ],
  ],
  [
    'neither surge nor unavailability',
    daemonSetKind,
    {
      spec: {
        selector,
        template,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
      },
    },
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    ],
  ],
  [
    'more than all',
    daemonSetKind,
    {
      spec: {
        selector,
        template,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '200%' } },
      },
    },
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "200%": must not be greater than 100%',
    ],
  ],
  [
    'amounts in words',
    daemonSetKind,
    {
      spec: {
        selector,
        template,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 'many', maxSurge: -1 },
        },
      },
    },
    [
      "spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: \"many\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'a DaemonSet without a selector',
    daemonSetKind,
    { spec: { template } },
    [
      'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'a DaemonSet that selects all',
    daemonSetKind,
    { spec: { selector: {}, template } },
    ['spec.selector: Invalid value: {}: empty selector is invalid for daemonset'],
  ],
  [
    'a DaemonSet that misses its own pods',
    daemonSetKind,
    { spec: { selector: { matchLabels: { app: 'y' } }, template } },
    [
      'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'DaemonSet pods that end',
    daemonSetKind,
    {
      spec: {
        selector,
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
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported',
    ],
  ],
  [
    'DaemonSet counts below 0',
    daemonSetKind,
    { spec: { selector, template, minReadySeconds: -1, revisionHistoryLimit: -1 } },
    [
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'a DaemonSet in capitals',
    daemonSetKind,
    { spec: { selector, template }, metadata: named('A') },
    [
      "metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'a DaemonSet without a template',
    daemonSetKind,
    { spec: { selector } },
    [
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
];

it.each(cases)('%s', (_, kind, parts, errors) => {
  expect([...new Set(create(kind, parts))]).toEqual(errors);
});

it('a DaemonSet keeps its selector', () => {
  const other = { matchLabels: { app: 'other' } };
  expect(
    update(
      daemonSetKind,
      { spec: { selector, template } },
      { spec: { selector: other, template } },
    ),
  ).toEqual([
    'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    'spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`',
  ]);
});
