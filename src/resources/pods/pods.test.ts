import { describe, expect, it } from 'vitest';
import type { KindContext } from '#apimachinery/kind.ts';
import { printTime } from '#apimachinery/time.ts';
import { podKind } from '../pod.ts';
import { podDisplay, printRestarts } from './display-status.ts';
import { qosClass } from './qos.ts';
import { isPodAvailable } from './readiness.ts';
import { podRequests, podRequestTotals } from './requests.ts';
import type { Container, ContainerStatus, Pod, PodSpec, PodStatus } from './types.ts';

const NOW = 1_767_603_600_000;
const container = (name: string, parts: object = {}): Container => ({ name, image: 'a', ...parts });
const status = (name: string, state: object, parts: object = {}): ContainerStatus => ({
  name,
  image: 'a',
  imageID: '',
  ready: false,
  restartCount: 0,
  state,
  ...parts,
});
const pod = (parts: { spec?: Partial<PodSpec>; status: PodStatus; metadata?: object }): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'a',
    uid: '',
    resourceVersion: '',
    creationTimestamp: '',
    ...parts.metadata,
  },
  spec: { containers: [container('a')], ...parts.spec },
  status: parts.status,
});
const waiting = (reason: string) => ({ waiting: { reason } });
const ended = (exitCode: number, reason?: string) => ({ terminated: { exitCode, reason } });
const init = { containers: [container('a')], initContainers: [container('i'), container('j')] };
const sidecar = {
  containers: [container('a')],
  initContainers: [container('s', { restartPolicy: 'Always' })],
};
const going = { deletionTimestamp: '2026-01-05T09:00:00Z' };

describe('STATUS and READY', () => {
  it.each<[string, Parameters<typeof pod>[0], string]>([
    ['nothing known', { status: { phase: 'Pending' } }, 'Pending 0/1'],
    [
      'starting',
      {
        status: {
          phase: 'Pending',
          containerStatuses: [status('a', waiting('ContainerCreating'))],
        },
      },
      'ContainerCreating 0/1',
    ],
    [
      'crashing',
      {
        status: {
          phase: 'Running',
          containerStatuses: [status('a', waiting('CrashLoopBackOff'))],
        },
      },
      'CrashLoopBackOff 0/1',
    ],
    [
      'ended badly without a word',
      { status: { phase: 'Failed', containerStatuses: [status('a', ended(3))] } },
      'ExitCode:3 0/1',
    ],
    [
      'first init container running',
      {
        spec: init,
        status: { phase: 'Pending', initContainerStatuses: [status('i', { running: {} })] },
      },
      'Init:0/2 0/1',
    ],
    [
      'second init container failing',
      {
        spec: init,
        status: {
          phase: 'Pending',
          initContainerStatuses: [status('i', ended(0)), status('j', waiting('CrashLoopBackOff'))],
        },
      },
      'Init:CrashLoopBackOff 0/1',
    ],
    [
      'a sidecar counts',
      {
        spec: sidecar,
        status: {
          phase: 'Running',
          initContainerStatuses: [status('s', { running: {} }, { started: true, ready: true })],
          containerStatuses: [status('a', { running: {} }, { ready: true })],
        },
      },
      'Running 2/2',
    ],
    [
      'one of two completed, the other runs',
      {
        spec: { containers: [container('a'), container('b')] },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'False' }],
          containerStatuses: [
            status('a', ended(0, 'Completed')),
            status('b', { running: {} }, { ready: true }),
          ],
        },
      },
      'NotReady 1/2',
    ],
    ['going', { metadata: going, status: { phase: 'Running' } }, 'Terminating 0/1'],
    [
      'ended, then held by a finalizer',
      {
        metadata: going,
        status: { phase: 'Succeeded', containerStatuses: [status('a', ended(0, 'Completed'))] },
      },
      'Completed 0/1',
    ],
    ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, 'Evicted 0/1'],
    [
      'gated',
      {
        status: {
          phase: 'Pending',
          conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
        },
      },
      'SchedulingGated 0/1',
    ],
  ])('%s', (_, parts, shown) => {
    const { reason, ready, total } = podDisplay(pod(parts));
    expect(`${reason} ${ready}/${total}`).toBe(shown);
  });

  it('says when a container was restarted last', () => {
    const lastState = { terminated: { exitCode: 1, finishedAt: '2026-01-05T08:59:55Z' } };
    const crashed = status('a', { running: {} }, { restartCount: 3, lastState });
    const display = podDisplay(pod({ status: { containerStatuses: [crashed] } }));
    expect(printRestarts(display, NOW)).toBe('3 (5s ago)');
  });
});

const amounts = (requests: object, limits?: object) => ({ resources: { requests, limits } });

describe('requests', () => {
  it.each<[string, Partial<PodSpec>, object]>([
    [
      'containers add up',
      {
        containers: [
          container('a', amounts({ cpu: '250m', memory: '64Mi' })),
          container('b', amounts({ cpu: '0.5' })),
        ],
      },
      { cpu: '750m', memory: '64Mi' },
    ],
    [
      'init containers run before',
      {
        containers: [container('a', amounts({ cpu: '100m' }))],
        initContainers: [
          container('i', amounts({ cpu: '1' })),
          container('j', amounts({ cpu: '2' })),
        ],
      },
      { cpu: '2' },
    ],
    [
      'sidecars run beside',
      {
        containers: [container('a', amounts({ cpu: '100m' }))],
        initContainers: [container('s', { restartPolicy: 'Always', ...amounts({ cpu: '50m' }) })],
      },
      { cpu: '150m' },
    ],
  ])('%s', (_, spec, sum) => {
    expect(podRequests(pod({ spec, status: {} }))).toEqual(sum);
  });

  it('are numbers for the scheduler', () => {
    const spec = { containers: [container('a', amounts({ cpu: '250m', memory: '64Mi' }))] };
    expect(podRequestTotals(pod({ spec, status: {} }))).toEqual({
      milliCpu: 250,
      memoryBytes: 67_108_864,
    });
  });
});

it.each<[string, object]>([
  ['BestEffort', {}],
  ['Burstable', amounts({ cpu: '1' })],
  ['Burstable', amounts({ cpu: '1', memory: '1Gi' }, { cpu: '1' })],
  ['Guaranteed', amounts({ cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' })],
])('%s: %o', (qos, parts) => {
  expect(qosClass({ containers: [container('a', parts)] })).toBe(qos);
});

it.each([
  [10, NOW - 9_000, false],
  [10, NOW - 10_000, true],
  [0, NOW, true],
])('minReadySeconds %i, ready since %i: %s', (seconds, since, is) => {
  const time = printTime(since);
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: time };
  expect(isPodAvailable(pod({ status: { conditions: [ready] } }), seconds, NOW)).toBe(is);
});

it.each<[string, number | undefined, number | undefined, PodStatus, number]>([
  ['node-1', 30, undefined, { phase: 'Running' }, 30],
  ['node-1', 30, 5, { phase: 'Running' }, 5],
  ['node-1', 30, -1, { phase: 'Running' }, 1],
  ['', 30, undefined, { phase: 'Pending' }, 0],
  ['node-1', 30, undefined, { phase: 'Succeeded' }, 0],
])('on "%s" with %s, asked %s: grace', (nodeName, own, asked, phase, seconds) => {
  const spec = { nodeName, terminationGracePeriodSeconds: own ?? 0 };
  expect(podKind.graceSeconds?.(pod({ spec, status: phase }), asked)).toBe(seconds);
});

it('warns of what is seldom meant', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
  ];
  const ports = [
    { containerPort: 80, protocol: 'TCP' },
    { containerPort: 80, protocol: 'TCP' },
  ];
  const odd = pod({ spec: { containers: [container('a', { env, ports })] }, status: {} });
  expect(podKind.warnings?.(odd, true)).toEqual([
    'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
  ]);
});

it('counts generations of the spec only', () => {
  const context: KindContext = { nowMs: 0, integer: () => 0, stored: () => [] };
  const made = podKind.prepareCreate?.(pod({ status: { phase: 'Running' } }), context);
  expect(made).toMatchObject({ metadata: { generation: 1 }, status: { phase: 'Pending' } });
  if (!made) return;
  const labelled = { ...made, metadata: { ...made.metadata, labels: { a: 'b' } } };
  const moved = { ...made, spec: { ...made.spec, nodeName: 'node-1' } };
  expect(podKind.prepareUpdate?.(labelled, made, context).metadata.generation).toBe(1);
  expect(podKind.prepareUpdate?.(moved, made, context).metadata.generation).toBe(2);
});
