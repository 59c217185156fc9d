/** What the page draws of a cluster: nodes and pods as plain data. */
import type { Api } from '#apimachinery/api.ts';
import type { Faults } from '#cluster/cluster.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { NodeView, PodView } from './lab.ts';

const conditionOf = (
  object: {
    readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
  },
  type: string,
): string | undefined =>
  object.status?.conditions?.find((condition) => condition.type === type)?.status;

/** The STATUS column of `kubectl get pods`: the kind's own word, not a second opinion. */
function statusWord(pod: Pod, nowMs: number): string {
  const column = podKind.columns.find(({ name }) => name === 'Status');
  return String(column?.cell(pod, nowMs) ?? pod.status.phase ?? '');
}

const CRASHING = /BackOff|Err|Error|Invalid|CannotRun|OOMKilled/;

/** The sign a pod wears on the map. A pod of a node that is gone is unknown, whatever its row says. */
function lookOf(pod: Pod, status: string, nodeReady: string | undefined): PodView['look'] {
  if (pod.metadata.deletionTimestamp) return 'terminating';
  if (nodeReady === 'Unknown') return 'unknown';
  if (pod.status.phase === 'Succeeded') return 'done';
  if (conditionOf(pod, 'Ready') === 'True') return 'ready';
  return CRASHING.test(status) || pod.status.phase === 'Failed' ? 'crashing' : 'starting';
}

function viewPod(pod: Pod, nowMs: number, ready: ReadonlyMap<string, string>): PodView {
  const status = statusWord(pod, nowMs);
  const node = pod.spec.nodeName ?? '';
  const containers = pod.status.containerStatuses ?? [];
  return {
    uid: pod.metadata.uid,
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    node,
    status,
    look: lookOf(pod, status, ready.get(node)),
    image: pod.spec.containers[0]?.image ?? '',
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    owner: pod.metadata.ownerReferences?.find(({ controller }) => controller)?.name ?? '',
  };
}

function viewNode(node: Node, faults: Faults): NodeView {
  const ready = conditionOf(node, 'Ready');
  return {
    name: node.metadata.name,
    ready: ready === 'True' || ready === 'False' ? ready : 'Unknown',
    cordoned: node.spec.unschedulable ?? false,
    down: faults.isDown(node.metadata.name),
  };
}

/** The map at this moment: nodes by name, pods of every namespace by name. */
export function viewCluster(
  api: Api,
  faults: Faults,
  nowMs: number,
): { readonly nodes: readonly NodeView[]; readonly pods: readonly PodView[] } {
  const nodes = (api.list(nodeKind) as readonly Node[]).map((node) => viewNode(node, faults));
  const ready = new Map(nodes.map((node) => [node.name, node.ready]));
  const pods = (api.list(podKind) as readonly Pod[]).map((pod) => viewPod(pod, nowMs, ready));
  return { nodes, pods };
}
