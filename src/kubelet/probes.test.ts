/** Probes: readiness gates traffic, liveness restarts, startup comes first. */
import { expect, it } from 'vitest';
import { startSession } from '#cluster/testing.ts';
import { podKind } from '#resources/pod.ts';
import { podOf, watchPod } from './testing.ts';

const run = (container: object, seconds: number) => {
  const session = startSession();
  const { api, clock } = session.cluster;
  const rows = watchPod(api, clock.now(), 'web');
  session.kubectl.create(
    podKind,
    podOf('web', { containers: [{ name: 'web', image: 'nginx:1.21', ...container }] }),
  );
  session.advance(seconds);
  return { session, rows, last: rows.at(-1)?.[1] };
};

it('is not ready before the probe says so', () => {
  const readinessProbe = {
    httpGet: { path: '/', port: 80 },
    initialDelaySeconds: 8,
    periodSeconds: 2,
  };
  expect(run({ readinessProbe }, 6).last).toBe('Running 0/1 Running');
  const { rows } = run({ readinessProbe }, 15);
  expect(rows.at(-1)?.[1]).toBe('Running 1/1 Running');
  expect(rows.at(-1)?.[0]).toBeGreaterThan(9);
  expect(rows.at(-1)?.[0]).toBeLessThan(13);
});

it.each([
  [{ exec: { command: ['cat', '/tmp/ready'] } }, 'cat: /tmp/ready: No such file or directory\n'],
  [{ httpGet: { path: '/healthz', port: 80 } }, 'HTTP probe failed with statuscode: 404'],
  [
    { httpGet: { path: '/', port: 8080 } },
    /^Get "http:\/\/[\d.]+:8080\/": dial tcp [\d.]+:8080: connect: connection refused$/,
  ],
  [{ tcpSocket: { port: 81 } }, /^dial tcp [\d.]+:81: connect: connection refused$/],
])('never becomes ready when %j fails', (handler, output) => {
  const { session, last } = run({ readinessProbe: { ...handler, periodSeconds: 2 } }, 20);
  expect(last).toBe('Running 0/1 Running');
  const said = session.events('web').find((event) => event.startsWith('Unhealthy'));
  const text = said?.replace('Unhealthy Readiness probe failed: ', '');
  if (typeof output === 'string') expect(text).toBe(output);
  else expect(text).toMatch(output);
});

it('restarts a container whose liveness probe fails three times', () => {
  const livenessProbe = { tcpSocket: { port: 81 }, periodSeconds: 2 };
  const { session, rows } = run({ livenessProbe }, 9);
  expect(session.events('web')).toContain(
    'Killing Container web failed liveness probe, will be restarted',
  );
  expect(rows.at(-1)?.[1]).toBe('Running 1/1 Running restarts=1');
});

it('asks nothing else before the startup probe has passed', () => {
  const startupProbe = {
    exec: { command: ['test', '-f', '/tmp/up'] },
    periodSeconds: 1,
    failureThreshold: 5,
  };
  const livenessProbe = { tcpSocket: { port: 81 }, periodSeconds: 1, failureThreshold: 1 };
  const { session } = run({ startupProbe, livenessProbe }, 12);
  const events = session.events('web').join('\n');
  expect(events).toContain('Killing Container web failed startup probe, will be restarted');
  expect(events).not.toContain('Liveness');
});

it('runs a shell that makes itself ready', () => {
  const { rows } = run(
    {
      image: 'busybox:1.36',
      command: ['sh', '-c', 'sleep 5; touch /tmp/ready; sleep 10; rm /tmp/ready; sleep 3600'],
      readinessProbe: {
        exec: { command: ['cat', '/tmp/ready'] },
        periodSeconds: 1,
        failureThreshold: 1,
      },
    },
    30,
  );
  expect(rows.slice(2).map(([, row]) => row)).toEqual([
    'Running 0/1 Running',
    'Running 1/1 Running',
    'Running 0/1 Running',
  ]);
});
