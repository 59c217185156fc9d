/** The DaemonSet controller: one pod on every node that fits. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { StatusError } from '#apimachinery/status.ts';
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import { type DaemonSet, daemonSetKind } from '#resources/daemonset.ts';
import { nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { claim } from '../claim.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { createOrphans, type Orphans } from '../orphans.ts';
import { hasMoved, onPodOf } from '../pod-events.ts';
import { createPodFollower } from '../pod-follower.ts';
import { type BackOff, createBackOff } from './back-off.ts';
import { apply } from './change.ts';
import { findHistory, hashOf, truncateHistory } from './history.ts';
import { planPods } from './manage.ts';
import { onNode } from './nodes.ts';
import { planUpdate } from './rolling-update.ts';
import { daemonSetStatus } from './status.ts';
import { podsByNode, type Work } from './work.ts';

/** What the loop keeps between two looks. */
interface Memory {
  readonly pods: Orphans<Pod>;
  readonly revisions: Orphans<ControllerRevision>;
  readonly backOff: BackOff;
}

const selects = (set: DaemonSet, pod: Pod): boolean =>
  selectorOfObject(set.spec.selector).matches(pod.metadata.labels);

/** Pods where they belong first; with nothing to do there, the next step of an update. Mirrors updateDaemonSet. */
function act(work: Work, claimed: readonly Pod[]): number | undefined {
  const { deps, set, oldRevisions } = work;
  const plan = planPods(work);
  apply(work, plan);
  const isQuiet = plan.nodes.length === 0 && plan.doomed.length === 0;
  if (isQuiet && set.spec.updateStrategy?.type === 'RollingUpdate') apply(work, planUpdate(work));
  truncateHistory(deps, set, oldRevisions, claimed);
  return plan.againMs;
}

/** The work with the pods as they are by now. */
function lookAgain(work: Work): Work {
  const { set, deps } = work;
  const pods = deps.client.byOwner(podKind, set.metadata.uid).filter((pod) => selects(set, pod));
  return { ...work, pods: podsByNode(pods) };
}

/** Writes the status, also when `error` stopped the work; gives when to look again, ms. */
function report(work: Work, againMs: number | undefined, error?: StatusError): number | undefined {
  const { set, deps } = work;
  const status = daemonSetStatus(lookAgain(work));
  if (status !== set.status) deps.client.updateStatus(daemonSetKind, { ...set, status });
  if (error) throw error;
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0 || status.numberReady === (status.numberAvailable ?? 0)) return againMs;
  const readyMs = minReadySeconds * 1000;
  return Math.min(againMs ?? readyMs, readyMs);
}

/** Mirrors kubernetes pkg/controller/daemon/daemon_controller.go syncDaemonSet. */
function sync(deps: ControllerDeps, set: DaemonSet, memory: Memory): number | undefined {
  const { client } = deps;
  const { uid, namespace = '', deletionTimestamp } = set.metadata;
  if (deletionTimestamp !== undefined) return undefined;
  const candidates = [...client.byOwner(podKind, uid), ...memory.pods.in(namespace)];
  const claimed = claim(client, set, podKind, candidates);
  const { current, old } = findHistory(deps, set, memory.revisions, claimed);
  const work: Work = {
    deps,
    set,
    nodes: client.list(nodeKind),
    pods: podsByNode(claimed),
    hash: hashOf(current),
    oldRevisions: old,
    backOff: memory.backOff,
  };
  let againMs: number | undefined;
  let error: StatusError | undefined;
  try {
    againMs = act(work, claimed);
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    error = refusal;
  }
  return report(work, againMs, error);
}

/** A look at many nodes takes longer. */
function busyMs({ client }: ControllerDeps, key: string): number {
  const { namespace, name } = splitKey(key);
  return 10 + (client.get(daemonSetKind, namespace, name)?.status.desiredNumberScheduled ?? 0) / 50;
}

export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  start: (deps) => {
    const { client } = deps;
    const pods = createPodFollower(client, (event) =>
      onPodOf(client, queue, { kind: daemonSetKind, selects, matters: hasMoved }, event),
    );
    const revisions = createOrphans(client, controllerRevisionKind);
    const memory: Memory = { pods: pods.orphans, revisions, backOff: createBackOff() };
    const queue = startLoop(
      deps,
      (key) => {
        const { namespace, name } = splitKey(key);
        const set = client.get(daemonSetKind, namespace, name);
        return set && sync(deps, set, memory);
      },
      (key) => busyMs(deps, key),
    );
    client.watch(controllerRevisionKind, ({ type, object }) => revisions.observe(type, object));
    client.watch(nodeKind, (event) => onNode(client, queue, event));
    client.watch(daemonSetKind, ({ object, revision }) => {
      pods.start();
      queue.add(keyOf(object), revision);
    });
  },
};
