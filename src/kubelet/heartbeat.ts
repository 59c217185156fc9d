/** A node's signs of life: its Lease every 10 s, its status when something changed or every 5 minutes. Mirrors kubernetes pkg/kubelet/kubelet_node_status.go. */
import { printMicroTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import { leaseKind } from '#resources/lease.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import type { EventSink } from './events.ts';
import type { ImageStore } from './image-pull.ts';
import {
  initialNode,
  initialStatus,
  type NodeCapacity,
  nodeConditions,
  nodeImages,
} from './node.ts';
import { type Pressure, scarceWords } from './pressure.ts';

const LEASE_NAMESPACE = 'kube-node-lease';
const LEASE_SECONDS = 40;

export interface HeartbeatInput {
  readonly client: Client;
  readonly clock: Clock;
  readonly images: ImageStore;
  readonly name: string;
  readonly ip: string;
  readonly capacity: NodeCapacity;
  readonly labels: Readonly<Record<string, string>>;
  readonly pressure: Pressure;
  readonly events: EventSink;
}

export interface Heartbeat {
  /** Whether it is kept from the API: the node lives, and nobody hears of it. */
  isMuted: boolean;
  /** Says now what has changed. Differs: upstream waits for its next 10 s. */
  tellNow(): void;
  stop(): void;
}

function renewLease({ client, clock, name }: HeartbeatInput): void {
  const renewTime = printMicroTime(clock.now());
  const lease = client.get(leaseKind, LEASE_NAMESPACE, name);
  if (lease) {
    client.update(leaseKind, { ...lease, spec: { ...lease.spec, renewTime } });
    return;
  }
  const node = client.get(nodeKind, '', name);
  const owner = node && [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }];
  client.create(leaseKind, {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name,
      namespace: LEASE_NAMESPACE,
      ...(owner ? { ownerReferences: owner } : {}),
    },
    spec: { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  });
}

/** Writes the status of `node`, with conditions and images as they are now. */
function report(
  { client, clock, images, pressure }: HeartbeatInput,
  node: Node,
  before: Node['status']['conditions'],
): void {
  const { images: _, ...rest } = node.status;
  const listed = nodeImages(images.list());
  const status = {
    ...rest,
    conditions: nodeConditions(before, clock.now(), pressure),
    ...(listed.length > 0 ? { images: listed } : {}),
  };
  client.updateStatus(nodeKind, { ...node, status });
}

/** Makes sure the Node is there, and says that it is ready. Gives what it was before. */
export function registerNode(input: HeartbeatInput): Node | undefined {
  const { client, clock, name, ip, capacity, labels } = input;
  const before = client.get(nodeKind, '', name);
  const status = initialStatus(name, ip, capacity, clock.now());
  const node = before ?? client.create(nodeKind, initialNode(name, status, labels));
  report(input, { ...node, status: { ...node.status, ...status } }, before?.status.conditions);
  return before;
}

function reportStatus(input: HeartbeatInput): void {
  const node = input.client.get(nodeKind, '', input.name);
  if (!node) return;
  report(input, node, node.status.conditions);
  tellPressure(input, node);
}

const statusOf = (node: Node, type: string): string | undefined =>
  node.status.conditions?.find((one) => one.type === type)?.status;

/** The events of conditions that have changed. Mirrors kubelet_node_status.go recordNodeStatusEvent. */
function tellPressure({ pressure, events, name }: HeartbeatInput, before: Node): void {
  for (const scarce of ['memory', 'disk'] as const) {
    const { condition, short, enough } = scarceWords[scarce];
    const isUnder = pressure.isUnder(scarce);
    if (isUnder === (statusOf(before, condition) === 'True')) continue;
    const reason = isUnder ? short.event : enough.event;
    events.event(before, 'Normal', reason, `Node ${name} status is now: ${reason}`);
  }
}

/** Whether the API says something else of the node than its kubelet. */
function isContradicted({ client, name, pressure }: HeartbeatInput): boolean {
  const node = client.get(nodeKind, '', name);
  if (!node) return false;
  if (statusOf(node, 'Ready') !== 'True') return true;
  const isUnder = (one: 'memory' | 'disk'): boolean =>
    pressure.isUnder(one) !== (statusOf(node, scarceWords[one].condition) === 'True');
  return isUnder('memory') || isUnder('disk');
}

/** Begins, with a first Lease at once. */
export function startHeartbeat(input: HeartbeatInput): Heartbeat {
  const { client, clock, images } = input;
  let reportedMs = clock.now();
  let imagesVersion = images.version;
  let timer: Timer | undefined;
  const tell = (): void => {
    const isDue = clock.now() - reportedMs >= latency.nodeStatusReportMs;
    if (isDue || images.version !== imagesVersion || isContradicted(input)) {
      reportStatus(input);
      reportedMs = clock.now();
      imagesVersion = images.version;
    }
  };
  const beat = (): void => {
    timer = clock.after(latency.leaseRenewMs, beat);
    if (heartbeat.isMuted) return;
    client.cause = 0;
    renewLease(input);
    tell();
  };
  const heartbeat: Heartbeat = {
    isMuted: false,
    tellNow: () => {
      client.cause = 0;
      if (!heartbeat.isMuted) tell();
    },
    stop: () => timer?.cancel(),
  };
  beat();
  return heartbeat;
}
