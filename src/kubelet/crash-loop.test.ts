/** Containers that keep ending, and images that cannot be had: back-offs at their real times. */
import { expect, it } from 'vitest';
import { startSession } from '#cluster/testing.ts';
import { podKind } from '#resources/pod.ts';
import { statusOf } from './status.ts';
import { podOf, scriptPod, watchPod } from './testing.ts';

it('restarts at once, then after 10, 20, 40, 80, 160, 300 and 300 s', () => {
  const session = startSession();
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'crash');
  session.kubectl.create(podKind, scriptPod('crash', 'echo cannot find config; exit 1'));
  session.advance(1_000);
  const restarts = rows.filter(([, row]) => row.includes('Error(1)')).map(([seconds]) => seconds);
  const waits = restarts.slice(1).map((at, index) => Math.round(at - (restarts[index] ?? 0)));
  expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
});

it('says CrashLoopBackOff soon after the second end, and Error while later back-offs last', () => {
  const session = startSession();
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'crash');
  session.kubectl.create(podKind, scriptPod('crash', 'exit 1'));
  session.advance(30);
  expect(rows.map(([, row]) => row)).toEqual([
    'Pending 0/1',
    'Pending 0/1 ContainerCreating',
    'Running 0/1 Error(1)',
    'Running 0/1 Error(1) restarts=1',
    'Running 0/1 CrashLoopBackOff restarts=1',
    'Running 0/1 Error(1) restarts=2',
  ]);
  const [crash] = session.pods();
  expect(session.events('crash')).toContain(
    `BackOff Back-off restarting failed container c in pod crash_default(${crash?.metadata.uid})`,
  );
});

it('goes on saying how it ended when the image was there already', () => {
  const session = startSession();
  session.kubectl.create(podKind, scriptPod('first', 'sleep 3600', { nodeName: 'node-1' }));
  session.advance(5);
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'empty');
  session.kubectl.create(podKind, scriptPod('empty', 'exit 0', { nodeName: 'node-1' }));
  session.advance(8);
  expect(rows.at(-1)?.[1]).toBe('Running 0/1 Completed(0) restarts=1');
});

it('words the back-off as upstream', () => {
  const session = startSession();
  session.kubectl.create(podKind, scriptPod('crash', 'exit 1'));
  session.advance(8);
  const [crash] = session.pods();
  expect(crash && statusOf(crash).containerStatuses?.[0]?.state?.waiting).toEqual({
    reason: 'CrashLoopBackOff',
    message: `back-off 10s restarting failed container=c pod=crash_default(${crash?.metadata.uid})`,
  });
});

it('starts over from 10 s when a container has run for more than 10 minutes', () => {
  const session = startSession();
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'slow');
  session.kubectl.create(podKind, scriptPod('slow', 'sleep 700; exit 1'));
  session.advance(2_200);
  const running = rows.filter(([, row]) => row.includes('1/1 Running')).map(([seconds]) => seconds);
  const lives = running.slice(1).map((at, index) => Math.round(at - (running[index] ?? 0)));
  expect(lives).toEqual([700, 700, 700]);
});

it('says what containerd says of an image that does not exist', () => {
  const session = startSession();
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'bad');
  session.kubectl.create(
    podKind,
    podOf('bad', { containers: [{ name: 'c', image: 'nginx:9.99' }] }),
  );
  session.advance(20);
  expect(rows.map(([, row]) => row)).toEqual([
    'Pending 0/1',
    'Pending 0/1 ContainerCreating',
    'Pending 0/1 ErrImagePull',
    'Pending 0/1 ImagePullBackOff',
  ]);
  const error =
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:9.99": failed to resolve reference "docker.io/library/nginx:9.99": docker.io/library/nginx:9.99: not found';
  expect(session.events('bad')).toEqual(
    expect.arrayContaining([
      `Failed Failed to pull image "nginx:9.99": ${error}`,
      'Failed Error: ErrImagePull',
      'BackOff Back-off pulling image "nginx:9.99"',
      'Failed Error: ImagePullBackOff',
    ]),
  );
});

it.each([
  ['NGINX', 'InvalidImageName', {}],
  ['nginx:1.21', 'ErrImageNeverPull', { imagePullPolicy: 'Never' }],
  ['busybox', 'CrashLoopBackOff', { command: ['no-such-program'] }],
])('%s ⇒ %s', (image, reason, more) => {
  const session = startSession();
  session.kubectl.create(podKind, podOf('bad', { containers: [{ name: 'c', image, ...more }] }));
  session.advance(5);
  const [bad] = session.pods();
  expect(bad && statusOf(bad).containerStatuses?.[0]?.state?.waiting?.reason).toBe(reason);
});
