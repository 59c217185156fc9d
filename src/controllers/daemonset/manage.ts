/** One pod on each node that shall run it, none elsewhere. */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { isPodReady } from '../pods.ts';
import type { Change } from './change.ts';
import { fitOf } from './node-fit.ts';
import { allowsSurge } from './surge.ts';
import { hashLabel } from './template.ts';
import { byAge, isAvailable, type Work } from './work.ts';

export interface Plan extends Change {
  /** When a failed pod may be replaced, ms from now. */
  readonly againMs: number | undefined;
}

interface NodePlan {
  readonly needsPod: boolean;
  readonly doomed: readonly Pod[];
  readonly againMs?: number;
}

const nothing: NodePlan = { needsPod: false, doomed: [] };
const isStaying = ({ metadata }: Pod): boolean => metadata.deletionTimestamp === undefined;

/** Says what becomes of finished pods: they go, failed ones less often the more of them there were. */
function clearFinished(work: Work, node: Node, pods: readonly Pod[]): NodePlan {
  const { set, deps, backOff } = work;
  const nowMs = deps.clock.now();
  const doomed: Pod[] = [];
  let againMs: number | undefined;
  for (const pod of pods) {
    const { namespace, name } = pod.metadata;
    const where = `daemon pod ${namespace}/${name} on node ${node.metadata.name}`;
    if (pod.status.phase === 'Succeeded') {
      const message = `Found succeeded ${where}, will try to delete it`;
      deps.recorder.event(set, 'Normal', 'SucceededDaemonPod', message);
      doomed.push(pod);
    } else if (pod.status.phase === 'Failed') {
      const key = `${set.metadata.uid}/${set.status.observedGeneration ?? 0}/${node.metadata.name}`;
      const waitMs = backOff.waitMs(key, nowMs);
      if (waitMs !== undefined) {
        againMs = Math.min(againMs ?? waitMs, waitMs);
        continue;
      }
      backOff.next(key, nowMs);
      const message = `Found failed ${where}, will try to kill it`;
      deps.recorder.event(set, 'Warning', 'FailedDaemonPod', message);
      doomed.push(pod);
    }
  }
  return { needsPod: false, doomed, ...(againMs === undefined ? {} : { againMs }) };
}

/** Of pods that run side by side: the oldest new one and the oldest old one stay, until the new one will do. */
function surplusOfSurge(work: Work, pods: readonly Pod[]): readonly Pod[] {
  const isNew = ({ metadata }: Pod): boolean => metadata.labels?.[hashLabel] === work.hash;
  const sorted = [...pods].sort(byAge);
  const [newest, old] = [sorted.find(isNew), sorted.find((pod) => !isNew(pod))];
  const extra = sorted.filter((pod) => pod !== newest && pod !== old);
  const isReplaced = newest && old && (!isPodReady(old) || isAvailable(work, newest));
  return isReplaced ? [...extra, old] : extra;
}

/** Mirrors kubernetes pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode. */
function planNode(work: Work, node: Node): NodePlan {
  const { set } = work;
  const { shouldRun, mayGoOn } = fitOf(set, node);
  const here = work.pods.get(node.metadata.name);
  if (!here) return shouldRun ? { needsPod: true, doomed: [] } : nothing;
  const staying = here.filter(isStaying);
  if (!mayGoOn) return { needsPod: false, doomed: staying };
  const cleared = clearFinished(work, node, staying);
  const running = staying.filter(
    ({ status }) => status.phase !== 'Failed' && status.phase !== 'Succeeded',
  );
  if (running.length > 1) {
    const extra = allowsSurge(set)
      ? surplusOfSurge(work, running)
      : [...running].sort(byAge).slice(1);
    return { ...cleared, doomed: [...cleared.doomed, ...extra] };
  }
  const needsPod = allowsSurge(set) && running.length === 0 && shouldRun;
  return { ...cleared, needsPod };
}

/** Pods bound for nodes that are gone, and not there yet. Mirrors getUnscheduledPodsWithoutNode. */
function homeless({ nodes, pods }: Work): readonly Pod[] {
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  return [...pods].flatMap(([node, here]) =>
    known.has(node) ? [] : here.filter(({ spec }) => !spec.nodeName),
  );
}

/** What is to be made and deleted so that each node has what it should. Mirrors manage. */
export function planPods(work: Work): Plan {
  const nodes: string[] = [];
  const doomed: Pod[] = [];
  let soonestMs: number | undefined;
  for (const node of work.nodes) {
    const plan = planNode(work, node);
    if (plan.needsPod) nodes.push(node.metadata.name);
    doomed.push(...plan.doomed);
    const { againMs } = plan;
    if (againMs !== undefined) soonestMs = Math.min(soonestMs ?? againMs, againMs);
  }
  return { nodes, doomed: [...doomed, ...homeless(work)], againMs: soonestMs };
}
