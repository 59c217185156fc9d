/** A node loses its power, and comes back as after a reboot. */
import { expect, it } from 'vitest';
import { type Session, startSession } from '#cluster/testing.ts';
import { nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { statusOf } from './status.ts';
import { podOf, printPod, watchPod } from './testing.ts';

function withPodOnNode2(): Session {
  const session = startSession();
  session.kubectl.create(
    podKind,
    podOf('web', { nodeName: 'node-2', containers: [{ name: 'c', image: 'nginx:1.21' }] }),
  );
  session.advance(20);
  return session;
}
const web = ({ kubectl }: Session): Pod | undefined => kubectl.get(podKind, 'default', 'web');
const printed = (session: Session): string => {
  const pod = web(session);
  return pod ? printPod(pod) : 'gone';
};

it('writes nothing any more', () => {
  const session = withPodOnNode2();
  session.cluster.faults.failNode('node-2');
  const writers = new Set<string>();
  session.cluster.api.subscribe(({ actor }) => writers.add(actor));
  session.advance(40);
  expect([...writers].sort()).toEqual(['kubelet/node-1', 'kubelet/node-3']);
  expect(printed(session)).toBe('Running 1/1 Running');
});

it('starts its pods again when the power returns: a restart, a new address, no last state', () => {
  const session = withPodOnNode2();
  const before = web(session);
  session.cluster.faults.failNode('node-2');
  session.advance(30);
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'web');
  session.cluster.faults.recoverNode('node-2');
  session.advance(10);
  expect(rows.map(([, row]) => row)).toEqual([
    'Running 0/1 ContainerCreating restarts=1',
    'Running 1/1 Running restarts=1',
  ]);
  const after = web(session);
  expect(after && statusOf(after).containerStatuses?.[0]?.lastState).toEqual({});
  expect(after?.metadata.uid).toBe(before?.metadata.uid);
  expect(session.events('web').filter((event) => event.startsWith('Pulling'))).toHaveLength(1);
});

it('confirms what was deleted meanwhile', () => {
  const session = withPodOnNode2();
  session.cluster.faults.failNode('node-2');
  session.advance(5);
  const pod = web(session);
  if (pod) session.kubectl.delete(podKind, pod);
  session.advance(40);
  expect(printed(session)).toBe('Running 1/1 Running deleted');
  session.cluster.faults.recoverNode('node-2');
  session.advance(2);
  expect(printed(session)).toBe('gone');
});

it('reports the node as Ready again, with times of now', () => {
  const session = withPodOnNode2();
  const ready = () =>
    session.kubectl
      .get(nodeKind, '', 'node-2')
      ?.status.conditions?.find(({ type }) => type === 'Ready');
  session.cluster.faults.failNode('node-2');
  session.advance(90);
  expect(ready()).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
  session.cluster.faults.recoverNode('node-2');
  session.advance(5);
  expect(ready()).toMatchObject({
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  });
  expect(session.events('node-2')).toEqual(
    expect.arrayContaining(['NodeReady Node node-2 status is now: NodeReady']),
  );
});
