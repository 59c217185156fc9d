/** A DaemonSet being worked on: its nodes, and which of its pods are on each. */
import type { ControllerRevision } from '#resources/controllerrevision.ts';
import type { DaemonSet } from '#resources/daemonset.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { isPodAvailable, isPodFinished } from '../pods.ts';
import type { BackOff } from './back-off.ts';

type PodsByNode = ReadonlyMap<string, readonly Pod[]>;

export interface Work {
  readonly deps: ControllerDeps;
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly pods: PodsByNode;
  /** The label value of the newest template's pods. */
  readonly hash: string;
  readonly oldRevisions: readonly ControllerRevision[];
  readonly backOff: BackOff;
}

/** The node a pod is on, or is bound for. Mirrors kubernetes pkg/controller/daemon/util GetTargetNodeName. */
function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const required =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  for (const { matchFields = [] } of required ?? []) {
    for (const { key, operator, values } of matchFields) {
      if (key === 'metadata.name' && operator === 'In') {
        return values?.length === 1 ? values[0] : undefined;
      }
    }
  }
  return undefined;
}

/** Pods by their nodes, without those that are finished and on their way out. Mirrors getNodesToDaemonPods. */
export function podsByNode(pods: readonly Pod[]): PodsByNode {
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (isPodFinished(pod) && pod.metadata.deletionTimestamp !== undefined) continue;
    const node = targetNode(pod);
    if (node === undefined) continue;
    const here = byNode.get(node);
    if (here) here.push(pod);
    else byNode.set(node, [pod]);
  }
  return byNode;
}

export const isAvailable = ({ deps, set }: Work, pod: Pod): boolean =>
  isPodAvailable(pod, set.spec.minReadySeconds ?? 0, deps.clock.now());

/** Those on a node first, then the older. Mirrors podByCreationTimestampAndPhase. */
export function byAge(a: Pod, b: Pod): number {
  const placed = Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName));
  if (placed !== 0) return placed;
  const { creationTimestamp: at, name } = a.metadata;
  const { creationTimestamp: bt, name: other } = b.metadata;
  if (at !== bt) return at < bt ? -1 : 1;
  return name < other ? -1 : 1;
}
