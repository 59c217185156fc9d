/** Where pods go, and what is said when they can go nowhere. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { deployment, type Session, startSession } from '#cluster/testing.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';

const pod = (name: string, spec: object): Draft<Pod> =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: { containers: [{ name: 'c', image: 'nginx:1.21' }], ...spec },
  }) as unknown as Draft<Pod>;

const requesting = (name: string, requests: object, more: object = {}): Draft<Pod> =>
  pod(name, { containers: [{ name: 'c', image: 'nginx:1.21', resources: { requests } }], ...more });

const nodeOf = ({ kubectl }: Session, name: string): string =>
  kubectl.get(podKind, 'default', name)?.spec.nodeName ?? '';

const conditionOf = ({ kubectl }: Session, name: string) =>
  kubectl
    .get(podKind, 'default', name)
    ?.status.conditions?.find(({ type }) => type === 'PodScheduled');

function editNode(session: Session, name: string, edit: (node: Node) => Node): void {
  const node = session.kubectl.get(nodeKind, '', name);
  if (node) session.kubectl.update(nodeKind, edit(node));
}
const taint = (session: Session, name: string, effect: 'NoSchedule' | 'PreferNoSchedule'): void =>
  editNode(session, name, (node) => ({
    ...node,
    spec: { ...node.spec, taints: [{ key: 'dedicated', value: 'gpu', effect }] },
  }));

/** { "node-1": 2, … } */
function perNode(session: Session): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spec } of session.pods()) {
    const name = spec.nodeName ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

it.each([3, 6, 9])('spreads %i replicas evenly over three nodes', (replicas) => {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', replicas));
  session.settle();
  const each = replicas / 3;
  expect(perNode(session)).toEqual({ 'node-1': each, 'node-2': each, 'node-3': each });
});

it('fills an empty node first when others are used', () => {
  const session = startSession();
  taint(session, 'node-3', 'NoSchedule');
  session.kubectl.create(deploymentKind, deployment('web', 4));
  session.settle();
  expect(perNode(session)).toEqual({ 'node-1': 2, 'node-2': 2 });
  editNode(session, 'node-3', (node) => ({ ...node, spec: { ...node.spec, taints: [] } }));
  session.edit('web', { replicas: 6 });
  session.settle();
  expect(perNode(session)).toEqual({ 'node-1': 2, 'node-2': 2, 'node-3': 2 });
});

it('prefers nodes without PreferNoSchedule taints', () => {
  const session = startSession();
  taint(session, 'node-1', 'PreferNoSchedule');
  taint(session, 'node-3', 'PreferNoSchedule');
  session.kubectl.create(podKind, pod('web', {}));
  session.advance(1);
  expect(nodeOf(session, 'web')).toBe('node-2');
});

const HELPLESS =
  'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
const NO_VICTIMS =
  'no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.';

describe('says why no node will do', () => {
  const cases: readonly [string, Draft<Pod>, string][] = [
    [
      'too large',
      requesting('p', { cpu: '500' }),
      `0/3 nodes are available: 3 Insufficient cpu. ${HELPLESS}`,
    ],
    [
      'too large in two ways',
      requesting('p', { cpu: '500', memory: '1Ti' }),
      `0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory. ${HELPLESS}`,
    ],
    [
      'a selector without nodes',
      pod('p', { nodeSelector: { disk: 'ssd' } }),
      `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${HELPLESS}`,
    ],
    [
      'a constraint on a missing label',
      pod('p', {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'rack',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: { app: 'p' } },
          },
        ],
      }),
      `0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints (missing required label). ${HELPLESS}`,
    ],
  ];
  it.each(cases)('%s', (_, draft, message) => {
    const session = startSession();
    session.kubectl.create(podKind, draft);
    session.advance(2);
    expect(session.events('p')).toEqual([`FailedScheduling ${message}`]);
    expect(conditionOf(session, 'p')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message,
      observedGeneration: 1,
    });
  });

  it('a taint, a cordon and too little room', () => {
    const session = startSession();
    taint(session, 'node-1', 'NoSchedule');
    editNode(session, 'node-2', (node) => ({
      ...node,
      spec: { ...node.spec, unschedulable: true },
    }));
    session.kubectl.create(podKind, requesting('p', { cpu: '500' }));
    session.advance(2);
    expect(session.events('p')[0]).toBe(
      `FailedScheduling 0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. ${HELPLESS}`,
    );
  });

  it('room that others take', () => {
    const session = startSession();
    for (const name of ['a', 'b', 'c']) {
      session.kubectl.create(podKind, requesting(name, { cpu: '3' }));
    }
    session.advance(3);
    session.kubectl.create(podKind, requesting('p', { cpu: '2' }));
    session.advance(3);
    expect(session.events('p')).toEqual([
      `FailedScheduling 0/3 nodes are available: 3 Insufficient cpu. ${NO_VICTIMS}`,
    ]);
    const [first] = session.pods();
    if (first) session.kubectl.delete(podKind, first);
    session.advance(5);
    expect(nodeOf(session, 'p')).toBe(first?.spec.nodeName);
  });
});

it('tries again when a node gets the label that was missing', () => {
  const session = startSession();
  session.kubectl.create(podKind, pod('picky', { nodeSelector: { disk: 'ssd' } }));
  session.advance(9);
  expect(nodeOf(session, 'picky')).toBe('');
  editNode(session, 'node-3', (node) => ({
    ...node,
    metadata: { ...node.metadata, labels: { ...node.metadata.labels, disk: 'ssd' } },
  }));
  session.advance(2);
  expect(nodeOf(session, 'picky')).toBe('node-3');
  expect(conditionOf(session, 'picky')).toMatchObject({ status: 'True' });
});

it('keeps host ports apart', () => {
  const session = startSession();
  const spec = {
    containers: [{ name: 'c', image: 'nginx:1.21', ports: [{ containerPort: 80, hostPort: 80 }] }],
  };
  for (const name of ['a', 'b', 'c', 'd']) session.kubectl.create(podKind, pod(name, spec));
  session.advance(5);
  expect(new Set(['a', 'b', 'c'].map((name) => nodeOf(session, name))).size).toBe(3);
  expect(session.events('d')[0]).toContain(
    "3 node(s) didn't have free ports for the requested pod ports",
  );
});

it('honours preferred node affinity', () => {
  const session = startSession();
  editNode(session, 'node-2', (node) => ({
    ...node,
    metadata: { ...node.metadata, labels: { ...node.metadata.labels, disk: 'ssd' } },
  }));
  const preference = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] };
  const affinity = {
    nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference }] },
  };
  session.kubectl.create(podKind, pod('web', { affinity }));
  session.advance(1);
  expect(nodeOf(session, 'web')).toBe('node-2');
});

it('gives the same seed the same places', () => {
  const places = (): string[] => {
    const session = startSession({ seed: 7 });
    for (const name of ['a', 'b', 'c', 'd']) session.kubectl.create(podKind, pod(name, {}));
    session.advance(5);
    return ['a', 'b', 'c', 'd'].map((name) => nodeOf(session, name));
  };
  expect(places()).toEqual(places());
});

describe('pods near to and away from each other', () => {
  const term = (app: string) => ({
    labelSelector: { matchLabels: { app } },
    topologyKey: 'kubernetes.io/hostname',
  });
  const away = (app: string) => ({
    affinity: {
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(app)] },
    },
  });

  it('one to a node, and the fourth has no place', () => {
    const session = startSession();
    for (const name of ['a', 'b', 'c', 'd']) {
      const draft = pod(name, away('db'));
      session.kubectl.create(podKind, {
        ...draft,
        metadata: { ...draft.metadata, labels: { app: 'db' } },
      });
    }
    session.advance(5);
    expect(new Set(['a', 'b', 'c'].map((name) => nodeOf(session, name))).size).toBe(3);
    expect(session.events('d')[0]).toContain("3 node(s) didn't match pod anti-affinity rules.");
  });

  it('beside the one it wants, away from the one that repels it', () => {
    const session = startSession();
    session.kubectl.create(podKind, pod('db', away('web')));
    session.advance(2);
    const near = {
      affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term('db')] } },
    };
    session.kubectl.create(podKind, pod('cache', near));
    session.kubectl.create(podKind, pod('web', near));
    session.advance(2);
    expect(nodeOf(session, 'cache')).toBe(nodeOf(session, 'db'));
    expect(session.events('web')[0]).toContain(
      "1 node(s) didn't satisfy existing pods anti-affinity rules, 2 node(s) didn't match pod affinity rules.",
    );
  });
});
