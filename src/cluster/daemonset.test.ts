/** DaemonSets: one pod on every node that fits, updated node by node. */
import { describe, expect, it } from 'vitest';
import { conditionOf } from '#apimachinery/conditions.ts';
import { controllerRevisionKind } from '#resources/controllerrevision.ts';
import { type DaemonSet, type DaemonSetSpec, daemonSetKind } from '#resources/daemonset.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { pod, type Session, startSession, template } from './testing.ts';

type Spec = Partial<DaemonSetSpec>;

function withSet(spec: Spec = {}, nodes = 3): Session {
  const session = startSession({ nodes });
  session.kubectl.create(daemonSetKind, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: template('nginx:1.21', 'agent'),
      ...spec,
    },
  });
  session.settle();
  return session;
}

function agent({ kubectl }: Session): DaemonSet {
  const found = kubectl.get(daemonSetKind, 'default', 'agent');
  if (!found) throw new Error('daemonsets.apps "agent" not found');
  return found;
}

function edit(session: Session, spec: Spec): void {
  const found = agent(session);
  session.kubectl.update(daemonSetKind, { ...found, spec: { ...found.spec, ...spec } });
}

const setImage = (session: Session, image: string): void =>
  edit(session, { template: template(image, 'agent') });

function editNode({ kubectl }: Session, name: string, change: (node: Node) => Node): void {
  const node = kubectl.get(nodeKind, '', name);
  if (!node) throw new Error(`nodes "${name}" not found`);
  kubectl.update(nodeKind, change(node));
}

const label = (session: Session, name: string, labels: Record<string, string>): void =>
  editNode(session, name, (node) => ({
    ...node,
    metadata: { ...node.metadata, labels: { ...node.metadata.labels, ...labels } },
  }));

const taint = (session: Session, name: string, effect: string): void =>
  editNode(session, name, (node) => ({
    ...node,
    spec: { ...node.spec, taints: [{ key: 'own', value: 'use', effect }] },
  }));

/** "node-1 1.21", by node. */
const seen = (session: Session): readonly string[] =>
  session
    .pods()
    .map(({ spec }) => `${spec.nodeName} ${spec.containers[0]?.image?.split(':')[1]}`)
    .sort();

const counts = (session: Session): readonly (number | undefined)[] => {
  const { status } = agent(session);
  return [
    status.desiredNumberScheduled,
    status.currentNumberScheduled,
    status.numberReady,
    status.updatedNumberScheduled,
    status.numberAvailable,
    status.numberMisscheduled,
  ];
};

/** The most pods, and the fewest ready, at any event while `act` and what follows happen. */
function extremes(session: Session, act: () => void): { most: number; fewest: number } {
  let most = 0;
  let fewest = Number.POSITIVE_INFINITY;
  const isReady = ({ status }: Pod): boolean =>
    conditionOf(status.conditions, 'Ready')?.status === 'True';
  const stop = session.cluster.api.subscribe(({ kind }) => {
    if (kind !== (podKind as unknown)) return;
    const pods = session.pods().filter(({ metadata }) => !metadata.deletionTimestamp);
    most = Math.max(most, pods.length);
    fewest = Math.min(fewest, pods.filter(isReady).length);
  });
  act();
  session.settle();
  session.settle();
  stop();
  return { most, fewest };
}

describe('a pod', () => {
  it('runs on every node, bound there by affinity and tolerant of its troubles', () => {
    const session = withSet();
    expect(seen(session)).toEqual(['node-1 1.21', 'node-2 1.21', 'node-3 1.21']);
    expect(counts(session)).toEqual([3, 3, 3, 3, 3, 0]);
    const [first] = session.pods();
    expect(first?.metadata.labels).toMatchObject({ app: 'agent', 'pod-template-generation': '1' });
    const [term] =
      first?.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
        ?.nodeSelectorTerms ?? [];
    expect(term?.matchFields).toEqual([
      { key: 'metadata.name', operator: 'In', values: [first?.spec.nodeName] },
    ]);
    expect(first?.spec.tolerations?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/unreachable:NoExecute',
      'node.kubernetes.io/disk-pressure:NoSchedule',
      'node.kubernetes.io/memory-pressure:NoSchedule',
      'node.kubernetes.io/pid-pressure:NoSchedule',
      'node.kubernetes.io/unschedulable:NoSchedule',
    ]);
  });

  it('comes and goes with the labels its node selector asks for', () => {
    const { spec, ...rest } = template('nginx:1.21', 'agent');
    const nodeSelector = { disk: 'ssd' };
    const session = withSet({
      template: { ...rest, spec: { containers: [], ...spec, nodeSelector } },
    });
    expect(counts(session)).toEqual([0, 0, 0, undefined, undefined, 0]);
    label(session, 'node-2', { disk: 'ssd' });
    session.settle();
    expect(seen(session)).toEqual(['node-2 1.21']);
    label(session, 'node-2', { disk: 'hdd' });
    session.settle();
    expect(seen(session)).toEqual([]);
  });

  it('stays under a NoSchedule taint, and goes for a NoExecute one', () => {
    const session = withSet();
    taint(session, 'node-1', 'NoSchedule');
    session.settle();
    expect(seen(session)).toHaveLength(3);
    taint(session, 'node-1', 'NoExecute');
    session.settle();
    expect(seen(session)).toEqual(['node-2 1.21', 'node-3 1.21']);
    expect(counts(session)).toEqual([2, 2, 2, 2, 2, 0]);
  });

  it('is made again on a cordoned node', () => {
    const session = withSet();
    editNode(session, 'node-2', (node) => ({
      ...node,
      spec: { ...node.spec, unschedulable: true },
    }));
    session.settle();
    for (const one of session.pods()) session.kubectl.delete(podKind, one);
    session.settle();
    expect(seen(session)).toEqual(['node-1 1.21', 'node-2 1.21', 'node-3 1.21']);
  });

  it('stays on a dead node, where it is no longer wanted', () => {
    const session = withSet();
    session.cluster.faults.failNode('node-3');
    session.advance(400);
    expect(seen(session)).toHaveLength(3);
    expect(counts(session)).toEqual([2, 2, 2, 2, 2, 1]);
  });

  it('too many on a node is deleted: the younger', () => {
    const session = withSet({}, 1);
    const [old] = session.pods();
    const { spec, ...rest } = pod('second', { app: 'agent' });
    session.kubectl.create(podKind, { ...rest, spec: { ...spec, nodeName: 'node-1' } });
    session.settle();
    expect(session.pods().map(({ metadata }) => metadata.name)).toEqual([old?.metadata.name]);
    expect(session.events('agent')).toContain('SuccessfulDelete Deleted pod: second');
  });
});

/** The wait counts by observedGeneration, so that the first look at an unobserved set has one of its own. */
it('failed pods are replaced, later each time', () => {
  const session = withSet({}, 1);
  const fail = (name: string): void => {
    const { spec, ...rest } = pod(name, { app: 'agent' });
    const containers = [{ name: 'nginx', image: 'busybox:1.36', command: ['sh', '-c', 'exit 1'] }];
    session.kubectl.create(podKind, {
      ...rest,
      spec: { ...spec, containers, nodeName: 'node-1', restartPolicy: 'Never' },
    });
  };
  session.kubectl.delete(daemonSetKind, agent(session));
  session.settle();
  for (const name of ['first', 'second', 'third']) fail(name);
  session.settle();
  const failures = (): number =>
    session.events('agent').filter((one) => one.startsWith('FailedDaemonPod')).length;
  session.kubectl.create(daemonSetKind, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: template('nginx:1.21', 'agent'),
      updateStrategy: { type: 'OnDelete' },
    },
  });
  session.advance(0.5);
  const before = failures();
  session.advance(5);
  expect([before, failures()]).toEqual([2, 3]);
  expect(seen(session)).toEqual(['node-1 1.21']);
});

describe('an update', () => {
  it('replaces the pods of so many nodes at a time', () => {
    const rollingUpdate = { maxUnavailable: 1 };
    const session = withSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } }, 5);
    const { fewest } = extremes(session, () => setImage(session, 'nginx:1.22'));
    expect(fewest).toBe(4);
    expect(seen(session).every((one) => one.endsWith('1.22'))).toBe(true);
    expect(counts(session)).toEqual([5, 5, 5, 5, 5, 0]);
  });

  it('with a surge makes the new pod first', () => {
    const rollingUpdate = { maxUnavailable: 0, maxSurge: '40%' };
    const session = withSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } }, 5);
    const { most, fewest } = extremes(session, () => setImage(session, 'nginx:1.22'));
    expect(fewest).toBe(5);
    expect(most).toBeGreaterThan(5);
    expect(most).toBeLessThanOrEqual(7);
    expect(seen(session).map((one) => one.split(' ')[1])).toEqual(Array(5).fill('1.22'));
  });

  it('waits for whoever deletes the pods when OnDelete', () => {
    const session = withSet({ updateStrategy: { type: 'OnDelete' } });
    setImage(session, 'nginx:1.22');
    session.settle();
    const victim = session.pods().find(({ spec }) => spec.nodeName === 'node-2');
    if (victim) session.kubectl.delete(podKind, victim);
    session.settle();
    expect(seen(session)).toEqual(['node-1 1.21', 'node-2 1.22', 'node-3 1.21']);
    expect(counts(session)).toEqual([3, 3, 3, 1, 3, 0]);
  });

  it('that is broken stops at the first nodes, and can be taken back', () => {
    const session = withSet();
    setImage(session, 'nginx:nope');
    session.advance(60);
    expect(seen(session).filter((one) => one.endsWith('nope'))).toHaveLength(1);
    setImage(session, 'nginx:1.21');
    session.settle();
    expect(seen(session)).toEqual(['node-1 1.21', 'node-2 1.21', 'node-3 1.21']);
    const numbers = session.kubectl.list(controllerRevisionKind).map(({ revision }) => revision);
    expect([...numbers].sort()).toEqual([2, 3]);
  });
});
