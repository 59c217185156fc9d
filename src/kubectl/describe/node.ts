/** `kubectl describe node` */

import type { StringMap } from '#apimachinery/object.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import type { Event } from '#resources/event.ts';
import type { Lease } from '#resources/lease.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { isNotFound } from '../errors.ts';
import { type Describer, type DescribeWorld, listIfServed, searchEvents } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { writeNodeResources } from './node-resources.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { writeTaints } from './scheduling.ts';
import { longTime } from './time-text.ts';

const ROLE = 'node-role.kubernetes.io/';

/** The roles a node's labels give it, sorted. Mirrors describe.go findNodeRoles. */
function nodeRoles(labels: StringMap | undefined): readonly string[] {
  const roles = Object.entries(labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE)) return [key.slice(ROLE.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort();
}

/** The Lease a kubelet renews, or why there is none to show. */
type NodeLease = Lease | { readonly failure: string };

function writeLease(w: PrefixWriter, lease: NodeLease): void {
  if ('failure' in lease) {
    w.write(0, `Lease:\tFailed to get lease: ${lease.failure}\n`);
    return;
  }
  const { holderIdentity, acquireTime, renewTime } = lease.spec ?? {};
  w.write(0, 'Lease:\n');
  w.write(1, `HolderIdentity:\t${holderIdentity ?? '<unset>'}\n`);
  w.write(1, `AcquireTime:\t${acquireTime ? longTime(acquireTime) : '<unset>'}\n`);
  w.write(1, `RenewTime:\t${renewTime ? longTime(renewTime) : '<unset>'}\n`);
}

function writeConditions(w: PrefixWriter, { status }: Node): void {
  if (!status?.conditions?.length) return;
  w.write(
    0,
    'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n',
  );
  w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n');
  for (const condition of status.conditions) {
    const { type, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' } = condition;
    const times = `${longTime(lastHeartbeatTime)} \t${longTime(lastTransitionTime)} \t`;
    w.write(1, `${type} \t${condition.status} \t${times}${reason} \t${message}\n`);
  }
}

function writeResourceList(w: PrefixWriter, title: string, list: StringMap | undefined): void {
  const names = Object.keys(list ?? {}).sort();
  if (names.length === 0) return;
  w.write(0, `${title}:\n`);
  for (const name of names) w.write(0, `  ${name}:\t${canonicalQuantity(list?.[name] ?? '0')}\n`);
}

function writeSystem(w: PrefixWriter, { status }: Node): void {
  const info = status?.nodeInfo;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Machine ID', info?.machineID],
    ['System UUID', info?.systemUUID],
    ['Boot ID', info?.bootID],
    ['Kernel Version', info?.kernelVersion],
    ['OS Image', info?.osImage],
    ['Operating System', info?.operatingSystem],
    ['Architecture', info?.architecture],
    ['Container Runtime Version', info?.containerRuntimeVersion],
    ['Kubelet Version', info?.kubeletVersion],
    ['Kube-Proxy Version', info?.kubeProxyVersion],
  ];
  w.write(0, 'System Info:\n');
  for (const [name, value] of lines) w.write(0, `  ${name}:\t${value ?? ''}\n`);
}

function writeNetwork(w: PrefixWriter, { spec }: Node): void {
  if (spec?.podCIDR) w.write(0, `PodCIDR:\t${spec.podCIDR}\n`);
  if (spec?.podCIDRs?.length) w.write(0, `PodCIDRs:\t${spec.podCIDRs.join(',')}\n`);
  if (spec?.providerID) w.write(0, `ProviderID:\t${spec.providerID}\n`);
}

interface NodeParts {
  readonly lease: NodeLease;
  /** Those that have not ended. */
  readonly pods: readonly Pod[];
  readonly events: readonly Event[] | undefined;
}

/** Mirrors kubectl pkg/describe/describe.go describeNode. */
export const describeNode = (node: Node, parts: NodeParts, nowMs: number): string =>
  tabbedText((w) => {
    const { metadata, spec, status } = node;
    w.write(0, `Name:\t${metadata.name}\n`);
    w.write(0, `Roles:\t${nodeRoles(metadata.labels).join(',') || '<none>'}\n`);
    writeLabelsAndAnnotations(w, node);
    w.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}\n`);
    writeTaints(w, 'Taints', spec?.taints);
    w.write(0, `Unschedulable:\t${spec?.unschedulable ?? false}\n`);
    writeLease(w, parts.lease);
    writeConditions(w, node);
    w.write(0, 'Addresses:\n');
    for (const { type, address } of status?.addresses ?? []) w.write(1, `${type}:\t${address}\n`);
    writeResourceList(w, 'Capacity', status?.capacity);
    writeResourceList(w, 'Allocatable', status?.allocatable);
    writeSystem(w, node);
    writeNetwork(w, node);
    writeNodeResources(w, node, parts.pods, nowMs);
    writeEvents(w, parts.events, nowMs);
  });

async function leaseOf({ api }: DescribeWorld, name: string): Promise<NodeLease> {
  const resource = (await api.discover()).find('leases.coordination.k8s.io');
  if (!resource) return { failure: 'the server could not find the requested resource' };
  try {
    return await api.get<Lease>(resource, 'kube-node-lease', name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return { failure: error.message };
  }
}

/** The node's own events (by uid), then its kubelet's, which know it by name. */
async function nodeEvents(
  world: DescribeWorld,
  { kind, metadata: { name, uid } }: Node,
): Promise<readonly Event[] | undefined> {
  const own = await searchEvents(world, { name, namespace: '', kind, uid });
  const kubelets = await searchEvents(world, { name, namespace: '', kind, uid: name });
  return own && kubelets && [...own, ...kubelets];
}

export const nodeDescriber: Describer = {
  group: '',
  kind: 'Node',
  describe: async (world, object) => {
    const node = object as Node;
    const { name } = node.metadata;
    const pods = await listIfServed<Pod>(world, 'pods', {
      fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
    });
    const lease = await leaseOf(world, name);
    const events = await nodeEvents(world, node);
    return describeNode(node, { lease, pods: pods ?? [], events }, world.nowMs);
  },
};
