import { describe, expect, it } from 'vitest';
import { createDirectClient } from '#client/direct.ts';
import { eventKind } from '#resources/event.ts';
import { kinds } from '#resources/index.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import { apps, core, createTestServer, deploymentManifest } from './test-server.ts';

const template = deploymentManifest('web') as { readonly spec: object };

/** A ReplicaSet, and a way to stamp pods of it as its controller does. */
function stamping() {
  const { server, clock, send } = createTestServer({ freeze: false });
  send('POST', `${apps}/replicasets`, {
    metadata: { name: 'web' },
    spec: { ...template.spec, strategy: undefined },
  });
  const client = createDirectClient(server, clock, { name: 'replicaset-controller' });
  const set = client.get(replicaSetKind, 'default', 'web');
  if (!set) throw new Error('no ReplicaSet');
  return { client, server, clock, set, stamp: () => client.create(podKind, draftOf(set)) };
}

const draftOf = (set: ReplicaSet): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: 'web-',
      namespace: 'default',
      labels: set.spec.template?.metadata?.labels,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'web',
          uid: set.metadata.uid,
          controller: true,
        },
      ],
    },
    spec: set.spec.template?.spec,
  }) as unknown as Pod;

describe('pods of one template', () => {
  it('share their spec, their labels, and after binding their containers', () => {
    const { client, stamp } = stamping();
    const [a, b] = [stamp(), stamp()];
    expect(a.metadata.name).not.toBe(b.metadata.name);
    expect(a.metadata.uid).not.toBe(b.metadata.uid);
    expect(a.spec).toBe(b.spec);
    expect(a.metadata.labels).toBe(b.metadata.labels);
    client.bind('default', a.metadata.name, 'node-1');
    const bound = client.get(podKind, 'default', a.metadata.name);
    expect(bound?.spec.containers).toBe(b.spec.containers);
  });

  it('cost so little that thousands are no matter', () => {
    const { client, stamp } = stamping();
    const pods = 3_000;
    const before = process.cpuUsage();
    for (let at = 0; at < pods; at += 1) {
      const { name } = stamp().metadata;
      client.bind('default', name, `node-${at % 10}`);
      const pod = client.get(podKind, 'default', name);
      if (pod)
        client.updateStatus(podKind, { ...pod, status: { ...pod.status, phase: 'Running' } });
    }
    const { user } = process.cpuUsage(before);
    // Measured: about 70 µs for the three writes; anything quadratic is far above.
    expect(user / pods).toBeLessThan(1_000);
    expect(client.byNode(podKind, 'node-1')).toHaveLength(pods / 10);
  });
});

describe('kinds with a lifetime', () => {
  it('go an hour after they were last written', () => {
    const lasting = kinds.map((kind) =>
      kind === eventKind ? { ...kind, lifetimeMs: 3_600_000 } : kind,
    );
    const { server, clock, send, patch } = createTestServer({ kinds: lasting as typeof kinds });
    const event = (name: string) => ({
      metadata: { name },
      involvedObject: { kind: 'Pod', name: 'web', namespace: 'default' },
      reason: 'Started',
      message: 'x',
      type: 'Normal',
    });
    for (const name of ['a', 'b']) send('POST', `${core}/events`, event(name));
    clock.advanceTo(clock.now() + 1_800_000);
    patch(`${core}/events/b`, 'merge', { count: 2 });
    clock.advanceTo(clock.now() + 1_800_000);
    const names = () => server.list(eventKind).map(({ metadata }) => metadata.name);
    expect(names()).toEqual(['b']);
    clock.advanceTo(clock.now() + 1_800_000);
    expect(names()).toEqual([]);
  });
});
