/** A node goes down and comes back, at its real times; taints evict; a dark cluster suspects itself. */
import { expect, it } from 'vitest';
import { conditionOf } from '#apimachinery/conditions.ts';
import { parseTime } from '#apimachinery/time.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { leaseKind } from '#resources/lease.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { deployment, pod, type Session, startSession } from './testing.ts';

const node = ({ kubectl }: Session, name: string): Node => {
  const found = kubectl.get(nodeKind, '', name);
  if (!found) throw new Error(`nodes "${name}" not found`);
  return found;
};

const readyOf = (session: Session, name: string) =>
  conditionOf(node(session, name).status.conditions, 'Ready');

const taints = (session: Session, name: string): readonly string[] =>
  (node(session, name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);

/** "node-2 gone" for pods being deleted, "node-1" for others. */
const places = ({ pods }: Session): readonly string[] =>
  pods()
    .map(({ spec, metadata }) => `${spec.nodeName}${metadata.deletionTimestamp ? ' gone' : ''}`)
    .sort();

function withSix(): Session {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', 6));
  session.settle();
  expect(places(session)).toEqual(['node-1', 'node-1', 'node-2', 'node-2', 'node-3', 'node-3']);
  return session;
}

/** Seconds until `done` holds, looking every tenth of a second. */
function secondsUntil(session: Session, done: () => boolean, limit = 600): number {
  const startMs = session.cluster.clock.now();
  while (!done()) {
    session.advance(0.1);
    if (session.cluster.clock.now() - startMs > limit * 1000) throw new Error('waited too long');
  }
  return (session.cluster.clock.now() - startMs) / 1000;
}

it('is Unknown 50 to 55 s after its last heartbeat, unreachable at once, its pods evicted after 300 s', () => {
  const session = withSix();
  const lease = session.kubectl.get(leaseKind, 'kube-node-lease', 'node-2');
  const lastBeatMs = parseTime(lease?.spec.renewTime ?? '');
  session.cluster.faults.failNode('node-2');
  session.advance(30);
  expect(readyOf(session, 'node-2')?.status).toBe('True');
  secondsUntil(session, () => readyOf(session, 'node-2')?.status === 'Unknown');
  const silentSeconds = (session.cluster.clock.now() - lastBeatMs) / 1000;
  expect(silentSeconds).toBeGreaterThanOrEqual(50);
  expect(silentSeconds).toBeLessThanOrEqual(55.1);
  expect(readyOf(session, 'node-2')).toMatchObject({
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  });
  session.advance(1);
  expect(taints(session, 'node-2')).toEqual([
    'node.kubernetes.io/unreachable:NoSchedule',
    'node.kubernetes.io/unreachable:NoExecute',
  ]);
  expect(session.deployment('web').status.readyReplicas).toBe(4);
  expect(session.events('node-2')).toEqual([
    'NodeNotReady Node node-2 status is now: NodeNotReady',
  ]);
  const seconds = secondsUntil(session, () => places(session).includes('node-2 gone'));
  expect(seconds).toBeGreaterThan(298);
  expect(seconds).toBeLessThan(301);
  session.settle();
  expect(places(session)).toEqual([
    'node-1',
    'node-1',
    'node-1',
    'node-2 gone',
    'node-2 gone',
    'node-3',
    'node-3',
    'node-3',
  ]);
  expect(session.deployment('web').status.readyReplicas).toBe(6);
});

it('resolves itself when the node returns, and moves nothing back', () => {
  const session = withSix();
  session.cluster.faults.failNode('node-2');
  session.advance(400);
  session.cluster.faults.recoverNode('node-2');
  session.advance(60);
  expect(places(session)).toEqual(['node-1', 'node-1', 'node-1', 'node-3', 'node-3', 'node-3']);
  expect(taints(session, 'node-2')).toEqual([]);
  expect(readyOf(session, 'node-2')).toMatchObject({ status: 'True', reason: 'KubeletReady' });
});

it('lets the pods of a deleted node go', () => {
  const session = withSix();
  session.cluster.faults.failNode('node-2');
  session.advance(100);
  session.kubectl.delete(nodeKind, node(session, 'node-2'));
  session.advance(70);
  expect(places(session)).toEqual(['node-1', 'node-1', 'node-1', 'node-3', 'node-3', 'node-3']);
  expect(session.kubectl.get(leaseKind, 'kube-node-lease', 'node-2')).toBeUndefined();
});

it('lets terminating pods of an out-of-service node go', () => {
  const session = withSix();
  session.cluster.faults.failNode('node-2');
  session.advance(400);
  const found = node(session, 'node-2');
  const outOfService = { key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' };
  const all = [...(found.spec.taints ?? []), outOfService];
  session.kubectl.update(nodeKind, { ...found, spec: { ...found.spec, taints: all } });
  session.advance(25);
  expect(places(session)).toHaveLength(6);
});

it('evicts nobody while every node is silent', () => {
  const session = withSix();
  for (const name of ['node-1', 'node-2', 'node-3']) session.cluster.faults.failNode(name);
  session.advance(900);
  expect(places(session)).toEqual(['node-1', 'node-1', 'node-2', 'node-2', 'node-3', 'node-3']);
  expect(taints(session, 'node-1')).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
  session.cluster.faults.recoverNode('node-1');
  session.advance(30);
  expect(taints(session, 'node-1')).toEqual([]);
  expect(taints(session, 'node-2')).toContain('node.kubernetes.io/unreachable:NoExecute');
});

it('a second node of a zone is tainted for eviction 10 s after the first', () => {
  const session = startSession({ nodes: 5 });
  session.cluster.faults.failNode('node-1');
  session.cluster.faults.failNode('node-2');
  const hasNoExecute = (name: string) => () =>
    taints(session, name).includes('node.kubernetes.io/unreachable:NoExecute');
  secondsUntil(session, hasNoExecute('node-1'));
  const gap = secondsUntil(session, hasNoExecute('node-2'));
  expect(gap).toBeGreaterThan(9);
  expect(gap).toBeLessThan(11);
});

it('a NoExecute taint evicts at once, later, or never, as the pod bears it', () => {
  const session = startSession();
  const bear = (seconds?: number) => [
    {
      key: 'maintenance',
      operator: 'Exists',
      effect: 'NoExecute',
      ...(seconds === undefined ? {} : { tolerationSeconds: seconds }),
    },
  ];
  const place = (name: string, tolerations: ReturnType<typeof bear>): void => {
    const draft = pod(name, {});
    session.kubectl.create(podKind, {
      ...draft,
      spec: { ...draft.spec, nodeName: 'node-2', tolerations },
    });
  };
  place('leaves', []);
  place('stays', bear());
  place('lingers', bear(10));
  place('reprieved', bear(60));
  session.settle();
  const names = (): readonly string[] => session.pods().map(({ metadata }) => metadata.name);
  const found = node(session, 'node-2');
  const tainted = {
    ...found.spec,
    taints: [{ key: 'maintenance', value: 'now', effect: 'NoExecute' }],
  };
  session.kubectl.update(nodeKind, { ...found, spec: tainted });
  session.advance(5);
  expect(names()).toEqual(['lingers', 'reprieved', 'stays']);
  session.advance(15);
  expect(names()).toEqual(['reprieved', 'stays']);
  const { taints: _, ...untainted } = node(session, 'node-2').spec;
  session.kubectl.update(nodeKind, { ...node(session, 'node-2'), spec: untainted });
  session.advance(120);
  expect(names()).toEqual(['reprieved', 'stays']);
  expect(session.events('leaves')).toContain(
    'TaintManagerEviction Marking for deletion Pod default/leaves',
  );
  expect(session.events('reprieved')).toContain(
    'TaintManagerEviction Cancelling deletion of Pod default/reprieved',
  );
});

it('cordoning taints, uncordoning untaints', () => {
  const session = startSession();
  const found = node(session, 'node-1');
  session.kubectl.update(nodeKind, { ...found, spec: { ...found.spec, unschedulable: true } });
  session.advance(1);
  expect(taints(session, 'node-1')).toEqual(['node.kubernetes.io/unschedulable:NoSchedule']);
  const { unschedulable: _, ...spec } = node(session, 'node-1').spec;
  session.kubectl.update(nodeKind, { ...node(session, 'node-1'), spec });
  session.advance(1);
  expect(taints(session, 'node-1')).toEqual([]);
});
