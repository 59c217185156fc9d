/** More important pods take the place of others, as a person sees it. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { type Session, startSession } from '#cluster/testing.ts';
import { type Event, eventKind } from '#resources/event.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { priorityClassKind } from '#resources/priorityclass.ts';

const HIGH = { priorityClassName: 'system-cluster-critical' };

const pod = (name: string, cpu: string, more: object = {}): Draft<Pod> =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: {
      containers: [{ name: 'c', image: 'nginx:1.21', resources: { requests: { cpu } } }],
      ...more,
    },
  }) as unknown as Draft<Pod>;

const find = ({ kubectl }: Session, name: string): Pod | undefined =>
  kubectl.get(podKind, 'default', name);
const nodeOf = (session: Session, name: string): string => find(session, name)?.spec.nodeName ?? '';

function fullSession(more: object = {}): Session {
  const session = startSession();
  for (const name of ['a', 'b', 'c']) session.kubectl.create(podKind, pod(name, '3', more));
  session.advance(5);
  return session;
}

describe('a critical pod where all nodes are full', () => {
  it('nominates a node, deletes its pod gracefully and takes its place', () => {
    const session = fullSession();
    session.kubectl.create(podKind, pod('hi', '2', HIGH));
    session.advance(0.03);
    const waiting = find(session, 'hi');
    const node = waiting?.status.nominatedNodeName ?? '';
    expect(session.events('hi')).toEqual([
      'FailedScheduling 0/3 nodes are available: 3 Insufficient cpu.',
    ]);
    const victim = ['a', 'b', 'c'].find((name) => nodeOf(session, name) === node) ?? '';
    expect(find(session, victim)?.metadata.deletionTimestamp).toBeDefined();
    expect(find(session, victim)?.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'PreemptionByScheduler',
        message: 'default-scheduler: preempting to accommodate a higher priority pod',
        observedGeneration: 1,
      }),
    );
    expect(session.events(victim)).toContain(
      `Preempted Preempted by pod ${waiting?.metadata.uid} on node ${node}`,
    );
    const event = session.kubectl
      .list<Event>(eventKind)
      .find(({ reason }) => reason === 'Preempted') as Event & {
      readonly related: { readonly name: string };
    };
    expect(event.related.name).toBe('hi');
    session.advance(10);
    expect(nodeOf(session, 'hi')).toBe(node);
    expect(find(session, 'hi')?.status.nominatedNodeName).toBeUndefined();
    expect(find(session, victim)).toBeUndefined();
  });

  it('does without when its policy is never to preempt', () => {
    const session = fullSession();
    session.kubectl.create(priorityClassKind, {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'polite' },
      value: 1_000,
      preemptionPolicy: 'Never',
    });
    session.kubectl.create(podKind, pod('hi', '2', { priorityClassName: 'polite' }));
    session.advance(1);
    expect(session.events('hi')).toEqual([
      'FailedScheduling 0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
    ]);
  });

  it('is not pushed aside by a lesser one while it waits', () => {
    const session = fullSession({ terminationGracePeriodSeconds: 60 });
    session.kubectl.create(podKind, pod('hi', '4', HIGH));
    session.kubectl.create(podKind, pod('low', '2'));
    session.settle();
    expect(nodeOf(session, 'hi')).not.toBe('');
    expect(nodeOf(session, 'low')).toBe('');
  });
});

it('leaves equals alone and says so', () => {
  const session = fullSession();
  session.kubectl.create(podKind, pod('d', '2'));
  session.advance(1);
  expect(session.events('d')[0]).toContain(
    'preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  );
});

it('takes the node where fewest and least important pods go', () => {
  const session = startSession({ nodes: 2 });
  const on = (name: string) => ({ nodeSelector: { 'kubernetes.io/hostname': name } });
  for (const name of ['a', 'b']) session.kubectl.create(podKind, pod(name, '2', on('node-1')));
  session.kubectl.create(podKind, pod('c', '3', on('node-2')));
  session.advance(5);
  session.kubectl.create(podKind, pod('hi', '4', HIGH));
  session.settle();
  expect(nodeOf(session, 'hi')).toBe('node-2');
  expect(session.pods().map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'hi']);
});

it('asks for a node by name and says which plugin left out the others', () => {
  const session = startSession();
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-2'] }] },
      ],
    },
  };
  session.kubectl.create(podKind, pod('d', '20', { affinity: { nodeAffinity } }));
  session.advance(1);
  expect(session.events('d')).toEqual([
    "FailedScheduling 0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
  ]);
});
