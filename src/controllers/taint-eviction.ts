/** The taint-eviction controller: a pod leaves a node whose NoExecute taint it does not bear, or no longer. */
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Timer } from '#kernel/clock.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from './controller.ts';
import { withPodCondition } from './pods.ts';
import { tolerate } from './refusals.ts';
import { tolerationMs } from './tolerations.ts';

type Taint = NonNullable<Node['spec']['taints']>[number];

/** A pod that will be deleted. */
interface Sentence {
  /** When its time began to run, ms. */
  readonly sinceMs: number;
  readonly timer: Timer;
}

const noExecute = (node: Node | undefined): readonly Taint[] =>
  (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');

/** The pod says why it goes. Mirrors addConditionAndDeletePod. */
function markTarget({ client, clock }: ControllerDeps, pod: Pod): void {
  const { generation } = pod.metadata;
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    ...(generation ? { observedGeneration: generation } : {}),
  };
  const conditions = withPodCondition(pod, condition, printTime(clock.now()));
  if (conditions === pod.status.conditions) return;
  client.updateStatus(podKind, { ...pod, status: { ...pod.status, conditions } });
}

/** Deletes a pod, with event and condition. */
function evict(deps: ControllerDeps, key: string): void {
  const { client, recorder } = deps;
  const { namespace, name } = splitKey(key);
  const pod = client.get(podKind, namespace, name);
  if (!pod) return;
  recorder.event(
    reference(key),
    'Normal',
    'TaintManagerEviction',
    `Marking for deletion Pod ${key}`,
  );
  tolerate(() => {
    markTarget(deps, pod);
    client.delete(podKind, pod);
  });
}

/** Upstream names the pod of such an event without its uid. */
const reference = (key: string) => {
  const { namespace, name } = splitKey(key);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name } };
};

/** The pods on their way out, each with its timer. Mirrors kubernetes pkg/controller/tainteviction Controller. */
class Sentences {
  private readonly byPod = new Map<string, Sentence>();
  private readonly deps: ControllerDeps;

  constructor(deps: ControllerDeps) {
    this.deps = deps;
  }

  /** Lets a pod stay after all. */
  cancel(key: string): void {
    const sentence = this.byPod.get(key);
    if (!sentence) return;
    sentence.timer.cancel();
    this.byPod.delete(key);
    const message = `Cancelling deletion of Pod ${key}`;
    this.deps.recorder.event(reference(key), 'Normal', 'TaintManagerEviction', message);
  }

  /** Judges a pod by the taints of its node: it goes at once, after a while, or not. Mirrors processPodOnNode. */
  judge(pod: Pod, taints: readonly Taint[], cause: number): void {
    const key = keyOf(pod);
    const nowMs = this.deps.clock.now();
    const graceMs =
      taints.length === 0 ? Number.POSITIVE_INFINITY : tolerationMs(pod.spec.tolerations, taints);
    if (graceMs === Number.POSITIVE_INFINITY) {
      this.cancel(key);
      return;
    }
    const before = this.byPod.get(key);
    if (before && graceMs > 0 && before.sinceMs < nowMs) return;
    this.cancel(key);
    const sinceMs = before && graceMs > 0 ? before.sinceMs : nowMs;
    this.schedule(key, sinceMs, graceMs, cause);
  }

  /** Lets the grace run; `cause` is what the deletion will be put down to. */
  private schedule(key: string, sinceMs: number, graceMs: number, cause: number): void {
    const { clock, client } = this.deps;
    const timer = clock.after(graceMs, () => {
      this.byPod.delete(key);
      client.cause = cause;
      evict(this.deps, key);
    });
    this.byPod.set(key, { sinceMs, timer });
  }
}

export const taintEvictionController: Controller = {
  name: 'taint-eviction-controller',
  start: (deps) => {
    const { client } = deps;
    const sentences = new Sentences(deps);
    client.watch(nodeKind, ({ type, object, previous, revision }) => {
      if (type === 'DELETED') return;
      const taints = noExecute(object);
      if (previous && isEqual(taints, noExecute(previous))) return;
      if (!previous && taints.length === 0) return;
      client.cause = revision;
      for (const pod of client.byNode(podKind, object.metadata.name)) {
        sentences.judge(pod, taints, revision);
      }
    });
    client.watch(podKind, ({ type, object, previous, revision }) => {
      client.cause = revision;
      if (type === 'DELETED') return sentences.cancel(keyOf(object));
      const { nodeName, tolerations } = object.spec;
      if (!nodeName) return;
      if (previous?.spec.nodeName === nodeName && previous.spec.tolerations === tolerations) return;
      const taints = noExecute(client.get(nodeKind, '', nodeName));
      if (taints.length > 0) sentences.judge(object, taints, revision);
    });
  },
};
