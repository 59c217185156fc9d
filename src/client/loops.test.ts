import { describe, expect, it } from 'vitest';
import { conflictError } from '#apimachinery/status.ts';
import {
  apps,
  core,
  createTestServer,
  deploymentManifest,
  podManifest,
} from '#apiserver/test-server.ts';
import { latency } from '#kernel/latency.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { type Event, eventKind } from '#resources/event.ts';
import { podKind } from '#resources/pod.ts';
import { createDirectClient } from './direct.ts';
import { createRecorder } from './recorder.ts';
import { createSeriesRecorder } from './series-recorder.ts';
import { createWorkQueue } from './work-queue.ts';

const start = () => {
  const test = createTestServer();
  const client = createDirectClient(test.server, test.clock, {
    name: 'loop',
    manager: 'kube-controller-manager',
  });
  return { ...test, client };
};

describe('an informer', () => {
  it('tells changes a little later, in order', () => {
    const { client, clock, send } = start();
    const heard: string[] = [];
    const stop = client.watch(podKind, ({ type, object }) =>
      heard.push(`${type} ${object.metadata.name}`),
    );
    send('POST', `${core}/pods`, podManifest('a'));
    send('POST', `${core}/pods`, podManifest('b'));
    expect(heard).toEqual([]);
    clock.advanceTo(clock.now() + latency.watchDeliveryMs);
    expect(heard).toEqual(['ADDED a', 'ADDED b']);
    stop();
    send('DELETE', `${core}/pods/a`);
    clock.advanceTo(clock.now() + 1_000);
    expect(heard).toHaveLength(2);
  });
});

describe('a work queue', () => {
  it('reconciles a key once however often it was added, and knows why', () => {
    const { client, clock } = start();
    const done: string[] = [];
    const queue = createWorkQueue(clock, client, (key) =>
      done.push(`${key} because of ${client.cause}`),
    );
    queue.add('a', 7);
    queue.add('b', 8);
    queue.add('a', 9);
    expect(queue.length).toBe(2);
    clock.advanceTo(clock.now() + latency.workQueueMs);
    expect(done).toEqual(['a because of 7', 'b because of 8']);
    expect(client.cause).toBe(0);
  });

  it('tries again after a refusal, later each time', () => {
    const { client, clock } = start();
    const at: number[] = [];
    const beginMs = clock.now();
    const queue = createWorkQueue(clock, client, () => {
      at.push(clock.now() - beginMs);
      if (at.length < 4) throw conflictError({ group: '', plural: 'pods' }, 'x');
    });
    queue.add('x');
    clock.advanceTo(beginMs + 10_000);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0) - latency.workQueueMs);
    expect(gaps).toEqual([5, 10, 20]);
  });

  it('stops the world for anything else', () => {
    const { client, clock } = start();
    const queue = createWorkQueue(clock, client, () => {
      throw new TypeError('ours');
    });
    queue.add('x');
    expect(() => clock.advanceTo(clock.now() + 10)).toThrow('ours');
  });

  it('takes the earlier of two delays', () => {
    const { client, clock } = start();
    let runs = 0;
    const queue = createWorkQueue(clock, client, () => {
      runs += 1;
    });
    queue.addAfter('x', 5_000);
    queue.addAfter('x', 1_000);
    queue.addAfter('x', 9_000);
    clock.advanceTo(clock.now() + 1_100);
    expect(runs).toBe(1);
    clock.advanceTo(clock.now() + 60_000);
    expect(runs).toBe(1);
  });
});

describe('a direct client', () => {
  it('writes with its cause and its name', () => {
    const { client, send, server } = start();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    client.cause = 3;
    const deployment = client.get(deploymentKind, 'default', 'web');
    if (!deployment) throw new Error('no deployment');
    client.updateStatus(deploymentKind, { ...deployment, status: { replicas: 1 } });
    expect(server.history.at(server.revision)).toMatchObject({ actor: 'loop', cause: 3 });
  });
});

describe('the recorder', () => {
  const setUp = () => {
    const test = start();
    test.send('POST', `${core}/pods`, podManifest('web'));
    const { client, clock } = test;
    const recorder = createRecorder({
      client,
      clock,
      kind: eventKind,
      component: 'kubelet',
      host: 'node-1',
    });
    const pod = client.get(podKind, 'default', 'web');
    if (!pod) throw new Error('no pod');
    const events = (): readonly Event[] => client.list(eventKind);
    return { ...test, recorder, pod, events };
  };

  it('counts the same event up', () => {
    const { recorder, pod, events, clock } = setUp();
    recorder.event(pod, 'Warning', 'BackOff', 'Back-off', 'spec.containers{nginx}');
    clock.advanceTo(clock.now() + 10_000);
    recorder.event(pod, 'Warning', 'BackOff', 'Back-off', 'spec.containers{nginx}');
    expect(events()).toMatchObject([
      {
        count: 2,
        firstTimestamp: '2026-01-05T09:00:00Z',
        lastTimestamp: '2026-01-05T09:00:10Z',
        source: { component: 'kubelet', host: 'node-1' },
        involvedObject: { kind: 'Pod', name: 'web', fieldPath: 'spec.containers{nginx}' },
      },
    ]);
    expect(events()[0]?.metadata.name).toMatch(/^web\.[0-9a-f]{16}$/);
  });

  it('combines events that differ only in their message from the tenth on', () => {
    const { recorder, pod, events } = setUp();
    for (let at = 1; at <= 12; at += 1)
      recorder.event(pod, 'Normal', 'SuccessfulCreate', `Created pod: p${at}`);
    const messages = events().map(({ message, count }) => `${message} x${count}`);
    expect(messages).toHaveLength(10);
    expect(messages.at(-1)).toBe('(combined from similar events): Created pod: p12 x3');
  });

  it('lets 25 events through, then one in five minutes', () => {
    const { recorder, pod, events, clock } = setUp();
    const flood = () => {
      for (let at = 0; at < 30; at += 1) recorder.event(pod, 'Normal', `Reason${at}`, 'x');
    };
    flood();
    expect(events()).toHaveLength(25);
    clock.advanceTo(clock.now() + 301_000);
    recorder.event(pod, 'Normal', 'Later', 'x');
    recorder.event(pod, 'Normal', 'TooMuch', 'x');
    expect(events().map(({ reason }) => reason)).toContain('Later');
    expect(events()).toHaveLength(26);
  });

  it('makes a series of the scheduler’s repetitions', () => {
    const { client, clock, pod, events } = setUp();
    const options = {
      client,
      clock,
      kind: eventKind,
      component: 'default-scheduler',
      instance: 'default-scheduler-cp',
    };
    const recorder = createSeriesRecorder(options);
    recorder.event(pod, 'Warning', 'FailedScheduling', 'Scheduling', 'no nodes');
    clock.advanceTo(clock.now() + 60_000);
    recorder.event(pod, 'Warning', 'FailedScheduling', 'Scheduling', 'no nodes');
    expect(events()).toMatchObject([
      { action: 'Scheduling', eventTime: '2026-01-05T09:00:00.000000Z', series: { count: 2 } },
    ]);
  });
});
