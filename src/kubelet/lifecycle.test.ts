/** Hooks, sidecars, memory, refusals and last words of containers. */
import { describe, expect, it } from 'vitest';
import { type Session, startSession } from '#cluster/testing.ts';
import { configMapKind } from '#resources/configmap.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { podOf, printPod, scriptPod, watchPod } from './testing.ts';

const find = ({ kubectl }: Session, name: string): Pod | undefined =>
  kubectl.get(podKind, 'default', name);
const row = (session: Session, name: string): string => {
  const pod = find(session, name);
  return pod ? printPod(pod) : 'gone';
};
const terminated = (session: Session, name: string) =>
  find(session, name)?.status.containerStatuses?.[0]?.state?.terminated;

describe('postStart', () => {
  const web = (command: readonly string[]) =>
    podOf('web', {
      terminationGracePeriodSeconds: 1,
      containers: [
        { name: 'c', image: 'nginx:1.21', lifecycle: { postStart: { exec: { command } } } },
      ],
    });

  it('keeps the container from being told as running until it is done', () => {
    const session = startSession();
    session.kubectl.create(podKind, web(['sh', '-c', 'sleep 5']));
    session.advance(4);
    expect(row(session, 'web')).toBe('Pending 0/1 ContainerCreating');
    session.advance(5);
    expect(row(session, 'web')).toBe('Running 1/1 Running');
  });

  it('kills the container when it fails', () => {
    const session = startSession();
    session.kubectl.create(podKind, web(['sh', '-c', 'echo no; exit 3']));
    const rows = watchPod(session.cluster.api, session.cluster.clock.now(), 'web');
    while (!rows.some(([, text]) => text.includes('PostStartHookError'))) session.advance(0.1);
    expect(session.events('web')).toEqual(
      expect.arrayContaining([
        'FailedPostStartHook PostStartHook failed',
        'Killing FailedPostStartHook',
      ]),
    );
    const [status] = find(session, 'web')?.status.containerStatuses ?? [];
    expect(status?.state?.waiting?.reason).toBe('PostStartHookError');
    expect(status?.state?.waiting?.message).toContain(
      `failed - error: command 'sh -c echo no; exit 3' exited with 3: , message: "no\\n"`,
    );
  });
});

it('runs preStop before it sends SIGTERM, within the grace period', () => {
  const session = startSession();
  const preStop = { exec: { command: ['sh', '-c', 'sleep 5'] } };
  session.kubectl.create(
    podKind,
    podOf('web', { containers: [{ name: 'c', image: 'nginx:1.21', lifecycle: { preStop } }] }),
  );
  session.advance(5);
  const rows = watchPod(session.cluster.api, session.cluster.clock.now(), 'web');
  const pod = find(session, 'web');
  if (pod) session.kubectl.delete(podKind, pod);
  session.advance(10);
  const [at] = rows.find(([, text]) => text === 'gone') ?? [0];
  expect(at).toBeGreaterThan(5);
  expect(at).toBeLessThan(6.5);
});

describe('sidecars', () => {
  const sidecar = (name: string, more: object = {}) => ({
    name,
    image: 'nginx:1.21',
    restartPolicy: 'Always',
    ...more,
  });

  it('start in order before the app, and stop after it, last first', () => {
    const session = startSession();
    session.kubectl.create(
      podKind,
      podOf('web', {
        initContainers: [sidecar('first'), sidecar('second')],
        containers: [{ name: 'app', image: 'nginx:1.21' }],
      }),
    );
    session.advance(8);
    expect(row(session, 'web')).toBe('Running 1/1 init:Running init:Running Running');
    const started = session.events('web').filter((text) => text.startsWith('Started'));
    expect(started).toHaveLength(3);
    const pod = find(session, 'web');
    if (pod) session.kubectl.delete(podKind, pod);
    session.advance(0.01);
    expect(session.events('web').filter((text) => text.startsWith('Killing'))).toEqual([
      'Killing Stopping container first',
      'Killing Stopping container second',
      'Killing Stopping container app',
    ]);
    session.advance(3);
    expect(row(session, 'web')).toBe('gone');
  });

  it('do not keep a pod that has done its work', () => {
    const session = startSession();
    session.kubectl.create(
      podKind,
      podOf('job', {
        restartPolicy: 'Never',
        initContainers: [sidecar('log')],
        containers: [
          { name: 'work', image: 'busybox:1.36', command: ['sh', '-c', 'sleep 2; exit 0'] },
        ],
      }),
    );
    session.advance(15);
    expect(find(session, 'job')?.status.phase).toBe('Succeeded');
  });
});

describe('memory', () => {
  const hungry = (args: readonly string[], limit: string) =>
    podOf('hungry', {
      containers: [
        {
          name: 'c',
          image: 'polinux/stress',
          command: ['stress'],
          args,
          resources: { limits: { memory: limit } },
        },
      ],
    });

  it('is taken from a container that wants more than its limit', () => {
    const session = startSession();
    const args = ['--vm', '1', '--vm-bytes', '250M', '--vm-hang', '1'];
    session.kubectl.create(podKind, hungry(args, '100Mi'));
    session.advance(2.2);
    expect(terminated(session, 'hungry')).toMatchObject({ reason: 'OOMKilled', exitCode: 137 });
    session.advance(4);
    const [status] = find(session, 'hungry')?.status.containerStatuses ?? [];
    expect(status?.lastState?.terminated?.reason).toBe('OOMKilled');
  });

  it('is left to one within its limit', () => {
    const session = startSession();
    session.kubectl.create(podKind, hungry(['--vm', '1', '--vm-bytes', '50M'], '100Mi'));
    session.advance(10);
    expect(row(session, 'hungry')).toBe('Running 1/1 Running');
  });
});

describe('last words', () => {
  it('come from the termination message file', () => {
    const session = startSession();
    const script = 'echo sorry > /dev/termination-log; exit 1';
    session.kubectl.create(podKind, scriptPod('p', script, { restartPolicy: 'Never' }));
    session.advance(5);
    expect(terminated(session, 'p')).toMatchObject({ exitCode: 1, message: 'sorry\n' });
  });
});

describe('a pod that its node does not take', () => {
  const sent = (spec: object, resources: object = {}) =>
    podOf('p', {
      nodeName: 'node-1',
      containers: [{ name: 'c', image: 'nginx:1.21', resources }],
      ...spec,
    });

  it.each([
    [
      'for want of cpu',
      sent({}, { requests: { cpu: '5' } }),
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 5000, used: 0, capacity: 4000",
    ],
    [
      'for its node selector',
      sent({ nodeSelector: { disk: 'ssd' } }),
      'NodeAffinity',
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ],
  ])('%s', (_, draft, reason, message) => {
    const session = startSession();
    session.kubectl.create(podKind, draft);
    session.advance(1);
    expect(find(session, 'p')?.status).toEqual({
      message: `Pod was rejected: ${message}`,
      observedGeneration: 1,
      phase: 'Failed',
      qosClass: expect.any(String),
      reason,
      startTime: expect.any(String),
    });
    expect(session.events('p')).toEqual([`${reason} ${message}`]);
  });
});

it("follows a container's own rules of restart", () => {
  const session = startSession();
  const container = {
    name: 'c',
    image: 'busybox:1.36',
    command: ['sh', '-c', 'sleep 1; exit 42'],
    restartPolicy: 'Never',
    restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
  };
  session.kubectl.create(podKind, podOf('p', { restartPolicy: 'Never', containers: [container] }));
  session.advance(8);
  expect(find(session, 'p')?.status.containerStatuses?.[0]?.restartCount).toBe(1);
  expect(find(session, 'p')?.status.phase).toBe('Running');
});

describe('what a container is told', () => {
  it('comes from a mounted ConfigMap, and changes with it within a minute and a half', () => {
    const session = startSession();
    const config = session.kubectl.create(configMapKind, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cfg', namespace: 'default' },
      data: { key: 'one' },
    });
    const command = ['sh', '-c', 'grep -q two /cfg/key'];
    const container = {
      name: 'c',
      image: 'nginx:1.21',
      volumeMounts: [{ name: 'cfg', mountPath: '/cfg' }],
      readinessProbe: { exec: { command }, periodSeconds: 1 },
    };
    const volumes = [{ name: 'cfg', configMap: { name: 'cfg' } }];
    session.kubectl.create(podKind, podOf('p', { containers: [container], volumes }));
    session.advance(10);
    expect(row(session, 'p')).toBe('Running 0/1 Running');
    session.kubectl.update(configMapKind, { ...config, data: { key: 'two' } });
    session.advance(50);
    expect(row(session, 'p')).toBe('Running 0/1 Running');
    session.advance(45);
    expect(row(session, 'p')).toBe('Running 1/1 Running');
  });

  it('comes from its own fields and resources, and from Services', () => {
    const session = startSession();
    const env = [
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'requests.memory' } } },
    ];
    const script = 'echo $NODE $CPU $MEMORY $KUBERNETES_SERVICE_HOST > /dev/termination-log';
    const container = {
      name: 'c',
      image: 'busybox:1.36',
      command: ['sh', '-c', script],
      env,
      resources: { limits: { cpu: '500m' }, requests: { memory: '1Mi' } },
    };
    const spec = { nodeName: 'node-2', restartPolicy: 'Never', containers: [container] };
    session.kubectl.create(podKind, podOf('p', spec));
    session.advance(5);
    expect(terminated(session, 'p')?.message).toBe('node-2 500 1048576 10.96.0.1\n');
  });

  it('is that it may not be root', () => {
    const session = startSession();
    const spec = {
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'c', image: 'nginx:1.21' }],
    };
    session.kubectl.create(podKind, podOf('p', spec));
    session.advance(5);
    const pod = find(session, 'p');
    expect(pod?.status.containerStatuses?.[0]?.state?.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: `container has runAsNonRoot and image will run as root (pod: "p_default(${pod?.metadata.uid})", container: c)`,
    });
  });
});
