/** A pod's life on a node: pulled, started, ready, stopped, gone. */
import { expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { type Session, startSession } from '#cluster/testing.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { statusOf } from './status.ts';
import { podOf, scriptPod, watchPod } from './testing.ts';

const nginx = (name: string, more: object = {}): Draft<Pod> =>
  podOf(name, { containers: [{ name: 'nginx', image: 'nginx:1.21', ...more }] });

function apply(session: Session, pod: Draft<Pod>) {
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), pod.metadata.name ?? '');
  session.kubectl.create(podKind, pod);
  return rows;
}

const find = (session: Session, name: string): Pod => {
  const found = session.kubectl.get(podKind, 'default', name);
  if (!found) throw new Error(`pods "${name}" not found`);
  return found;
};
const remove = (session: Session, name: string, gracePeriodSeconds?: number): void =>
  session.kubectl.delete(podKind, find(session, name), { gracePeriodSeconds });

it('is Running between 1 and 2 s with a pull, in under 1.2 s without, with two status writes', () => {
  const session = startSession();
  const first = apply(session, nginx('first'));
  session.advance(5);
  expect(first.map(([, row]) => row)).toEqual([
    'Pending 0/1',
    'Pending 0/1 ContainerCreating',
    'Running 1/1 Running',
  ]);
  expect(first[2]?.[0]).toBeGreaterThan(1);
  expect(first[2]?.[0]).toBeLessThan(2);

  const again = nginx('again');
  const node = find(session, 'first').spec.nodeName;
  const second = apply(session, {
    ...again,
    spec: { ...again.spec, ...(node ? { nodeName: node } : {}) },
  });
  session.advance(5);
  expect(second.at(-1)?.[1]).toBe('Running 1/1 Running');
  expect(second.at(-1)?.[0]).toBeGreaterThan(0.3);
  expect(second.at(-1)?.[0]).toBeLessThan(1.2);
});

it('tells what it does in the words of 1.35', () => {
  const session = startSession();
  apply(session, nginx('web'));
  session.advance(5);
  const node = find(session, 'web').spec.nodeName;
  const [scheduled, pulling, pulled, created, started] = session.events('web');
  expect(scheduled).toBe(`Scheduled Successfully assigned default/web to ${node}`);
  expect(pulling).toBe('Pulling Pulling image "nginx:1.21"');
  expect(pulled).toMatch(
    /^Pulled Successfully pulled image "nginx:1.21" in \d+ms \(\d+ms including waiting\)\. Image size: 57475752 bytes\.$/,
  );
  expect([created, started]).toEqual(['Created Container created', 'Started Container started']);
});

it('has the status the recordings show', () => {
  const session = startSession();
  apply(session, nginx('web', { resources: { requests: { cpu: '100m' } } }));
  session.advance(5);
  const status = statusOf(find(session, 'web'));
  expect(
    status.conditions?.map(({ type, status: is, observedGeneration }) => [
      type,
      is,
      observedGeneration,
    ]),
  ).toEqual([
    ['PodReadyToStartContainers', 'True', 1],
    ['Initialized', 'True', 1],
    ['Ready', 'True', 1],
    ['ContainersReady', 'True', 1],
    ['PodScheduled', 'True', 1],
  ]);
  expect(status.containerStatuses?.[0]).toMatchObject({
    allocatedResources: { cpu: '100m' },
    image: 'docker.io/library/nginx:1.21',
    imageID:
      'docker.io/library/nginx@sha256:8064de32e399d615e97da51994e02970333f179c70423e7202d6aa16274d1149',
    lastState: {},
    ready: true,
    resources: { requests: { cpu: '100m' } },
    restartCount: 0,
    started: true,
    user: { linux: { gid: 0, supplementalGroups: [0], uid: 0 } },
  });
  expect(status).toMatchObject({ phase: 'Running', qosClass: 'Burstable', observedGeneration: 1 });
  expect(status.podIP).toMatch(/^10\.244\.[123]\.\d+$/);
});

it('stops a server at once, and is gone', () => {
  const session = startSession();
  const rows = apply(session, nginx('web'));
  session.advance(5);
  remove(session, 'web');
  session.advance(2);
  expect(rows.slice(3).map(([, row]) => row)).toEqual([
    'Running 1/1 Running deleted',
    'Succeeded 0/1 Completed(0) deleted',
    'gone',
  ]);
  expect(rows.at(-1)?.[0]).toBeLessThan(6.2);
});

it('kills a shell at the end of its grace period, and no sooner', () => {
  const session = startSession();
  const rows = apply(session, scriptPod('sleepy', 'sleep 3600'));
  session.advance(5);
  remove(session, 'sleepy');
  session.advance(29);
  expect(rows.at(-1)?.[1]).toBe('Running 1/1 Running deleted');
  session.advance(3);
  expect(rows.slice(-2)).toEqual([
    [35.005, 'Failed 0/1 Error(137) deleted'],
    [35.305, 'gone'],
  ]);
});

it('gives a container at least two seconds, however short the grace period', () => {
  const session = startSession();
  const rows = apply(session, scriptPod('sleepy', 'sleep 3600'));
  session.advance(5);
  remove(session, 'sleepy', 1);
  session.advance(5);
  expect(rows.at(-1)).toEqual([7.305, 'gone']);
});

it('ends with its containers when they are not restarted', () => {
  const session = startSession();
  const failed = apply(session, scriptPod('never', 'sleep 1; exit 42', { restartPolicy: 'Never' }));
  const done = apply(session, scriptPod('done', 'echo hello', { restartPolicy: 'OnFailure' }));
  session.advance(10);
  expect(failed.at(-1)?.[1]).toBe('Failed 0/1 Error(42)');
  expect(done.at(-1)?.[1]).toBe('Succeeded 0/1 Completed(0)');
  const { conditions } = statusOf(find(session, 'done'));
  expect(
    conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason ?? ''}`),
  ).toEqual([
    'PodReadyToStartContainers False ',
    'Initialized True PodCompleted',
    'Ready False PodCompleted',
    'ContainersReady False PodCompleted',
    'PodScheduled True ',
  ]);
});

it('runs init containers one after another, then keeps sidecars beside the app', () => {
  const session = startSession();
  const rows = apply(
    session,
    podOf('ok', {
      initContainers: [
        { name: 'first', image: 'busybox:1.36', command: ['sh', '-c', 'echo one; sleep 1'] },
        { name: 'log', image: 'nginx:1.21', restartPolicy: 'Always' },
      ],
      containers: [{ name: 'app', image: 'nginx:1.21' }],
    }),
  );
  session.advance(15);
  expect(rows.map(([, row]) => row)).toEqual([
    'Pending 0/1',
    'Pending 0/1 init:PodInitializing init:PodInitializing PodInitializing',
    'Pending 0/1 init:Running init:PodInitializing PodInitializing',
    'Pending 0/1 init:Completed(0) init:PodInitializing PodInitializing',
    'Pending 0/1 init:Completed(0) init:Running PodInitializing',
    'Running 1/1 init:Completed(0) init:Running Running',
  ]);
  remove(session, 'ok');
  session.advance(3);
  expect(rows.at(-1)?.[1]).toBe('gone');
});

it('waits with the reason when its configuration is missing, and starts when it is there', () => {
  const session = startSession();
  const rows = apply(session, nginx('web', { envFrom: [{ configMapRef: { name: 'nope' } }] }));
  session.advance(8);
  expect(rows.at(-1)?.[1]).toBe('Pending 0/1 CreateContainerConfigError');
  expect(session.events('web')).toContain('Failed Error: configmap "nope" not found');
});
