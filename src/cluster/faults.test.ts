/** What somebody does to machines and containers, and what a person then sees. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { type Event, eventKind } from '#resources/event.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { deployment, type Session, startSession } from './testing.ts';
import { whySentence } from './why.ts';

const pod = (name: string, spec: object = {}, resources: object = {}): Draft<Pod> =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'c', image: 'nginx:1.21', resources }],
      ...spec,
    },
  }) as unknown as Draft<Pod>;

const find = ({ kubectl }: Session, name: string): Pod | undefined =>
  kubectl.get(podKind, 'default', name);
const node = ({ kubectl }: Session, name: string): Node | undefined =>
  kubectl.get(nodeKind, '', name);
const condition = (session: Session, name: string, type: string) =>
  node(session, name)?.status.conditions?.find((one) => one.type === type);

describe('memory pressure', () => {
  function pressed(): Session {
    const session = startSession();
    const modest = { requests: { memory: '64Mi' } };
    session.kubectl.create(podKind, pod('modest', {}, modest));
    session.kubectl.create(podKind, pod('greedy'));
    session.advance(5);
    session.cluster.faults.memoryPressure('node-1', true);
    return session;
  }

  it('evicts one pod at a time, those above their requests first', () => {
    const session = pressed();
    session.advance(5);
    const message =
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi. Container c was using 3Mi, request is 0, has larger consumption of memory. ';
    expect(find(session, 'greedy')?.status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message,
    });
    expect(find(session, 'greedy')?.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'TerminationByKubelet',
        message,
      }),
    );
    expect(session.events('greedy')).toContain(`Evicted ${message}`);
    expect(find(session, 'modest')?.status.phase).toBe('Running');
    session.advance(15);
    expect(find(session, 'modest')?.status.reason).toBe('Evicted');
  });

  it('shows on the node, taints it, and is over five minutes after its end', () => {
    const session = pressed();
    session.advance(11);
    expect(condition(session, 'node-1', 'MemoryPressure')).toMatchObject({
      status: 'True',
      reason: 'KubeletHasInsufficientMemory',
      message: 'kubelet has insufficient memory available',
    });
    expect(node(session, 'node-1')?.spec.taints).toMatchObject([
      { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' },
    ]);
    expect(session.events('node-1')).toEqual(
      expect.arrayContaining([
        'EvictionThresholdMet Attempting to reclaim memory',
        'NodeHasInsufficientMemory Node node-1 status is now: NodeHasInsufficientMemory',
      ]),
    );
    session.cluster.faults.memoryPressure('node-1', false);
    session.advance(290);
    expect(condition(session, 'node-1', 'MemoryPressure')?.status).toBe('True');
    session.advance(25);
    expect(condition(session, 'node-1', 'MemoryPressure')?.status).toBe('False');
    expect(node(session, 'node-1')?.spec.taints).toBeUndefined();
  });

  it('keeps pods without requests away', () => {
    const session = pressed();
    session.advance(1);
    session.kubectl.create(podKind, pod('late'));
    session.advance(1);
    expect(find(session, 'late')?.status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Pod was rejected: The node had condition: [MemoryPressure]. ',
    });
  });
});

it('tells disk pressure by its own names', () => {
  const session = startSession();
  session.kubectl.create(podKind, pod('web'));
  session.advance(5);
  session.cluster.faults.diskPressure('node-1', true);
  session.advance(11);
  expect(condition(session, 'node-1', 'DiskPressure')?.reason).toBe('KubeletHasDiskPressure');
  expect(find(session, 'web')?.status.message).toBe(
    'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 5Gi. Container c was using 32Ki, request is 0, has larger consumption of ephemeral-storage. ',
  );
});

it('slows pulls down', () => {
  const session = startSession({ nodes: 1 });
  session.cluster.faults.slowPulls('node-1', 20);
  session.kubectl.create(podKind, pod('web'));
  session.advance(10);
  expect(find(session, 'web')?.status.phase).toBe('Pending');
  session.advance(20);
  expect(find(session, 'web')?.status.phase).toBe('Running');
});

it('mutes a node: not ready, while its pods run on', () => {
  const session = startSession();
  session.kubectl.create(podKind, pod('web'));
  session.advance(5);
  session.cluster.faults.mute('node-1', true);
  session.advance(70);
  expect(condition(session, 'node-1', 'Ready')?.status).toBe('Unknown');
  session.cluster.faults.mute('node-1', false);
  session.advance(20);
  expect(condition(session, 'node-1', 'Ready')?.status).toBe('True');
  expect(node(session, 'node-1')?.spec.taints).toBeUndefined();
  expect(find(session, 'web')?.status.containerStatuses?.[0]?.restartCount).toBe(0);
});

it('crashes a container, and says who did it', () => {
  const session = startSession();
  session.kubectl.create(podKind, pod('web'));
  session.advance(5);
  session.cluster.faults.crash('default', 'web', 'c', 3);
  session.advance(2);
  const [status] = find(session, 'web')?.status.containerStatuses ?? [];
  expect(status?.restartCount).toBe(1);
  expect(status?.lastState?.terminated).toMatchObject({ exitCode: 3, reason: 'Error' });
  const revision = Number(find(session, 'web')?.metadata.resourceVersion);
  expect(whySentence(session.cluster, revision)).toContain('you crashed a container on node-1');
  expect(session.cluster.faults.records).toMatchObject([
    { verb: 'crashed', node: 'node-1', detail: 'default/web/c' },
  ]);
  expect(() => session.cluster.faults.crash('default', 'nope', 'c')).toThrow('does not run');
});

it('spreads nodes over zones, and a Deployment over both', () => {
  const session = startSession({ nodes: 6, zones: 3 });
  expect(node(session, 'node-5')?.metadata.labels?.['topology.kubernetes.io/zone']).toBe('zone-2');
  session.kubectl.create(podKind, pod('heavy', { nodeName: 'node-1' }));
  session.kubectl.create(deploymentOf(6).kind, deploymentOf(6).draft);
  session.settle();
  const zones = session
    .pods()
    .filter(({ metadata }) => metadata.labels?.['app'] === 'web')
    .map(({ spec }) => node(session, spec.nodeName ?? '')?.metadata.labels)
    .map((labels) => labels?.['topology.kubernetes.io/zone']);
  expect([...zones].sort()).toEqual(['zone-1', 'zone-1', 'zone-2', 'zone-2', 'zone-3', 'zone-3']);
});

function deploymentOf(replicas: number) {
  return { kind: deploymentKind, draft: deployment('web', replicas) };
}

it('counts an eviction as a reason to make another pod', () => {
  const session = startSession({ nodes: 1 });
  session.kubectl.create(deploymentKind, deployment('web', 1));
  session.settle();
  session.cluster.faults.memoryPressure('node-1', true);
  session.advance(20);
  const phases = session.pods().map(({ status }) => status.phase);
  expect(phases).toContain('Failed');
  expect(phases).toContain('Pending');
  const failed = session.kubectl
    .list<Event>(eventKind)
    .find(({ reason }) => reason === 'FailedScheduling');
  expect(failed?.message).toContain('1 node(s) had untolerated taint(s)');
});
