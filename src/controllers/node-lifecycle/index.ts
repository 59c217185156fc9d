/** The node-lifecycle controller: who is silent is Unknown, tainted, and its pods not ready. */
import { latency } from '#kernel/latency.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { tolerate } from '../refusals.ts';
import { createDisruption, type Disruption } from './disruption.ts';
import { type Health, isSilent, listen, markUnknown } from './health.ts';
import { markPodNotReady } from './mark-pods.ts';
import {
  hasTaint,
  notReadyTaint,
  readyStatus,
  swapTaints,
  syncNoScheduleTaints,
  unreachableTaint,
} from './taints.ts';

interface Monitor {
  readonly deps: ControllerDeps;
  readonly known: Map<string, { readonly uid: string; health: Health }>;
  readonly disruption: Disruption;
}

/** An event about a node; upstream refers to it by name and uid. Mirrors RecordNodeEvent. */
function recordNode(
  { recorder }: ControllerDeps,
  node: Node,
  reason: string,
  message: string,
): void {
  recorder.event(node, 'Normal', reason, `Node ${node.metadata.name} ${message}`);
}

/** Notices nodes that came or went since the last pass. Mirrors classifyNodes. */
function classify({ deps, known, disruption }: Monitor, nodes: readonly Node[]): void {
  const names = new Set<string>();
  for (const node of nodes) {
    const { name, uid } = node.metadata;
    names.add(name);
    if (known.has(name)) continue;
    known.set(name, { uid, health: listen(deps.client, node, undefined, deps.clock.now()) });
    recordNode(deps, node, 'RegisteredNode', `event: Registered Node ${name} in Controller`);
    disruption.release(node);
  }
  for (const name of known.keys()) {
    if (names.has(name)) continue;
    known.delete(name);
    disruption.forget(name);
  }
}

/** Queues or lifts the NoExecute taint that goes with the node's Ready condition. Mirrors processTaintBaseEviction. */
function syncNoExecute({ deps, disruption }: Monitor, node: Node): void {
  const status = readyStatus(node);
  if (status === 'True') {
    disruption.release(node);
    return;
  }
  const [taint, opposite] =
    status === 'False' ? [notReadyTaint, unreachableTaint] : [unreachableTaint, notReadyTaint];
  const { name } = node.metadata;
  if (hasTaint(node, opposite)) {
    swapTaints(deps.client, name, [taint], [opposite], deps.clock.now());
  } else if (!hasTaint(node, taint)) disruption.queue(node);
}

/** One node of one pass: heard or not, tainted or not, its pods ready or not. */
function judge(monitor: Monitor, node: Node): Node {
  const { deps, known } = monitor;
  const { client, clock } = deps;
  const { name } = node.metadata;
  const nowMs = clock.now();
  const health = listen(client, node, known.get(name)?.health, nowMs);
  known.set(name, { uid: node.metadata.uid, health });
  const before = readyStatus(node);
  const judged = isSilent(node, health, nowMs) ? markUnknown(client, node, nowMs) : node;
  if (readyStatus(judged) === undefined) return judged;
  syncNoExecute(monitor, judged);
  if (before === 'True' && readyStatus(judged) !== 'True') {
    recordNode(deps, judged, 'NodeNotReady', 'status is now: NodeNotReady');
    client.cause = Number(judged.metadata.resourceVersion);
    for (const pod of client.byNode(podKind, name)) tolerate(() => markPodNotReady(deps, pod));
    client.cause = 0;
  }
  return judged;
}

/** One look at all nodes, every 5 s. Mirrors kubernetes pkg/controller/nodelifecycle monitorNodeHealth. */
function monitorNodes(monitor: Monitor): void {
  const { client, clock } = monitor.deps;
  client.cause = 0;
  const nodes = client.list(nodeKind);
  classify(monitor, nodes);
  const judged = nodes.map((node) => tolerate(() => judge(monitor, node)) ?? node);
  if (!monitor.disruption.assess(judged)) return;
  for (const entry of monitor.known.values()) {
    entry.health = { ...entry.health, heardMs: clock.now() };
  }
}

/** Runs `act` now and every `periodMs`. */
function every({ clock }: ControllerDeps, periodMs: number, act: () => void): void {
  const run = (): void => {
    act();
    clock.after(periodMs, run);
  };
  clock.after(0, run);
}

/** A pod that came to a node which is not ready is marked at once. Mirrors processPod. */
function onPod(deps: ControllerDeps, pod: Pod, previous: Pod | undefined): void {
  const { nodeName } = pod.spec;
  if (!nodeName || nodeName === previous?.spec.nodeName) return;
  const node = deps.client.get(nodeKind, '', nodeName);
  const status = node && readyStatus(node);
  if (status === undefined || status === 'True') return;
  const current = deps.client.get(podKind, pod.metadata.namespace ?? '', pod.metadata.name);
  if (current) tolerate(() => markPodNotReady(deps, current));
}

export const nodeLifecycleController: Controller = {
  name: 'node-controller',
  start: (deps) => {
    const { client, clock } = deps;
    const monitor: Monitor = { deps, known: new Map(), disruption: createDisruption(deps) };
    const queue = startLoop(deps, (name) => {
      const node = client.get(nodeKind, '', name);
      if (node) syncNoScheduleTaints(client, node, clock.now());
      return undefined;
    });
    client.watch(nodeKind, ({ object, revision }) => queue.add(object.metadata.name, revision));
    client.watch(podKind, ({ type, object, previous, revision }) => {
      client.cause = revision;
      if (type !== 'DELETED') onPod(deps, object, previous);
    });
    every(deps, latency.nodeMonitorPeriodMs, () => monitorNodes(monitor));
  },
};
