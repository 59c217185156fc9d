/** Pods to be made and to be deleted, and doing both. */
import { StatusError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import { podKind } from '#resources/pod.ts';
import { isNamespaceTerminating, isNotFound } from '../refusals.ts';
import { slowStartBatch } from '../slow-start.ts';
import { podFor } from './template.ts';
import type { Work } from './work.ts';

export interface Change {
  /** Nodes that get a pod. */
  readonly nodes: readonly string[];
  readonly doomed: readonly Pod[];
}

/** The most pods one look creates, and deletes. */
const burst = 250;

function createPods({ deps, set, hash }: Work, nodes: readonly string[]): StatusError | undefined {
  const { client, recorder } = deps;
  let at = 0;
  const createOne = (): StatusError | undefined => {
    const node = nodes[at] ?? '';
    at += 1;
    try {
      const { metadata } = client.create(podKind, podFor(set, hash, node));
      recorder.event(set, 'Normal', 'SuccessfulCreate', `Created pod: ${metadata.name}`);
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNamespaceTerminating(refusal)) return undefined;
      recorder.event(set, 'Warning', 'FailedCreate', `Error creating: ${refusal.message}`);
      return refusal;
    }
  };
  return slowStartBatch(Math.min(nodes.length, burst), createOne).error;
}

function deletePods({ deps, set }: Work, pods: readonly Pod[]): StatusError | undefined {
  const { client, recorder } = deps;
  let error: StatusError | undefined;
  for (const pod of pods.slice(0, burst)) {
    try {
      client.delete(podKind, pod);
      recorder.event(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNotFound(refusal)) continue;
      recorder.event(set, 'Warning', 'FailedDelete', `Error deleting: ${refusal.message}`);
      error ??= refusal;
    }
  }
  return error;
}

/** Creates, then deletes; throws the first refusal. Mirrors kubernetes pkg/controller/daemon/daemon_controller.go syncNodes. */
export function apply(work: Work, { nodes, doomed }: Change): void {
  const failed = createPods(work, nodes);
  const stuck = deletePods(work, doomed);
  const error = failed ?? stuck;
  if (error) throw error;
}
