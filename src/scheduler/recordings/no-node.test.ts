/** Our scheduler beside the real one: the same nodes, the same pods, the same words. */
import { beforeAll, expect, it } from 'vitest';
import type { Draft, KubeObject } from '#apimachinery/object.ts';
import { createCluster } from '#cluster/create-cluster.ts';
import { type Event, eventKind } from '#resources/event.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { priorityClassKind } from '#resources/priorityclass.ts';
import recording from './no-node.json' with { type: 'json' };

const said = new Map<string, string>();

beforeAll(() => {
  const { clientFor, clock } = createCluster({ nodes: 0 });
  const kubectl = clientFor('kubectl');
  kubectl.create(priorityClassKind, {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'sk-never' },
    value: 500,
    preemptionPolicy: 'Never',
  });
  for (const { name, labels, taints, allocatable, ready } of recording.nodes) {
    const draft = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels },
      spec: { taints },
    };
    const node = kubectl.create(nodeKind, draft as unknown as Draft<Node>);
    const conditions = [{ type: 'Ready', status: ready }];
    const status = { ...node.status, allocatable, capacity: allocatable, conditions };
    kubectl.updateStatus(nodeKind, { ...node, status } as unknown as Node);
  }
  const create = (pod: unknown): KubeObject => kubectl.create(podKind, pod as Draft<Pod>);
  recording.placed.forEach(create);
  clock.advanceTo(clock.now() + 500);
  for (const { pod } of recording.cases) create(pod);
  clock.advanceTo(clock.now() + 2_000);
  for (const { reason, involvedObject, message } of kubectl.list<Event>(eventKind)) {
    const { name = '' } = involvedObject;
    if (reason === 'FailedScheduling' && !said.has(name)) said.set(name, message ?? '');
  }
});

it.each(recording.cases)('$title', ({ pod, message }) => {
  expect(said.get(pod.metadata.name)).toBe(message);
});
