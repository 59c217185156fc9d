import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cell, Kind } from '#apimachinery/kind.ts';
import { parseTime } from '#apimachinery/time.ts';
import { configMapKind } from './configmap.ts';
import { deploymentKind } from './deployment.ts';
import { endpointSliceKind } from './endpointslice.ts';
import { eventKind } from './event.ts';
import { leaseKind } from './lease.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import { replicaSetKind } from './replicaset.ts';
import { secretKind } from './secret.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './serviceaccount.ts';

/** When the tables were recorded, to the second. */
const NOW = parseTime('2026-11-23T00:58:43Z');

interface Row {
  readonly cells: readonly Cell[];
  readonly object: { readonly metadata: { readonly name: string } };
}

function recordedRow(plural: string, name: string): Row {
  const url = new URL(`../../api/tables/${plural}.json`, import.meta.url);
  const { rows } = JSON.parse(readFileSync(url, 'utf8')) as { rows: Row[] };
  const row = rows.find(({ object }) => object.metadata.name === name);
  if (!row) throw new Error(`no recorded row ${plural}/${name}`);
  return row;
}

const container = { name: 'nginx', image: 'nginx:1.21' };
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
const running = {
  name: 'nginx',
  image: 'nginx:1.21',
  imageID: '',
  ready: true,
  restartCount: 0,
  state: { running: {} },
};
const web = { matchLabels: { app: 'web' } };
const rsSelector = { matchLabels: { app: 'web', 'pod-template-hash': '64448b899f' } };

/** What stood behind the recorded rows, as far as their columns look at it. */
const behind: readonly [Kind, string, object][] = [
  [
    podKind,
    'web-64448b899f-rh7cf',
    {
      spec: { nodeName: 'node-1', containers: [container] },
      status: {
        phase: 'Running',
        podIPs: [{ ip: '10.244.1.2' }],
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [running],
      },
    },
  ],
  [
    podKind,
    'j-lhdnb',
    {
      spec: { nodeName: 'node-3', containers: [container] },
      status: {
        phase: 'Succeeded',
        podIPs: [{ ip: '10.244.3.2' }],
        containerStatuses: [
          {
            ...running,
            ready: false,
            state: { terminated: { exitCode: 0, reason: 'Completed' } },
          },
        ],
      },
    },
  ],
  [
    deploymentKind,
    'web',
    {
      spec: { replicas: 2, selector: web, template },
      status: { readyReplicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    },
  ],
  [
    replicaSetKind,
    'web-64448b899f',
    {
      spec: { replicas: 2, selector: rsSelector, template },
      status: { replicas: 2, readyReplicas: 2 },
    },
  ],
  [
    serviceKind,
    'web',
    {
      spec: {
        type: 'ClusterIP',
        clusterIPs: ['10.106.194.52'],
        ports: [{ port: 80, protocol: 'TCP' }],
        selector: { app: 'web' },
      },
    },
  ],
  [
    nodeKind,
    'node-2',
    {
      spec: {},
      status: {
        addresses: [{ type: 'InternalIP', address: '172.18.0.4' }],
        conditions: [{ type: 'Ready', status: 'True' }],
        nodeInfo: {
          kubeletVersion: 'v1.35.4',
          osImage: 'Debian GNU/Linux 12 (bookworm)',
          kernelVersion: '6.1.0-37-amd64',
          containerRuntimeVersion: 'containerd://2.1.4',
        },
      },
    },
  ],
  [namespaceKind, 'default', { spec: {}, status: { phase: 'Active' } }],
  [
    endpointSliceKind,
    'web-tlpz9',
    {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.244.2.2'] }, { addresses: ['10.244.1.2'] }],
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
    },
  ],
  [leaseKind, 'node-1', { spec: { holderIdentity: 'node-1' } }],
  [secretKind, 's', { type: 'Opaque', data: { a: 'YQ==' } }],
  [configMapKind, 'c', { data: { a: 'b' } }],
  [serviceAccountKind, 'default', {}],
  [
    eventKind,
    'agent-9ns9h.18ea86a38dd018ae',
    {
      involvedObject: { kind: 'Pod', name: 'agent-9ns9h', fieldPath: 'spec.containers{c}' },
      reason: 'Pulled',
      message:
        'Container image "nginx:1.21" already present on machine and can be accessed by the pod',
      type: 'Normal',
      source: { component: 'kubelet', host: 'node-1' },
      firstTimestamp: '2026-11-23T00:57:18Z',
      lastTimestamp: '2026-11-23T00:57:18Z',
      count: 1,
    },
  ],
];

describe('cells', () => {
  it.each(
    behind.map(([kind, name, parts]) => [`${kind.plural}/${name}`, kind, name, parts] as const),
  )('%s reads as recorded', (_, kind, name, parts) => {
    const { cells, object } = recordedRow(kind.plural, name);
    const full = { ...object, ...parts } as never;
    expect(kind.columns.map((column) => column.cell(full, NOW))).toEqual(cells);
  });
});
