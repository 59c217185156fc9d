/** How an object is after a change, said as a person would. */
import type { StoreEvent } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';

/** Loops and machines; whoever else writes is a person. */
const machine = /controller|collector|publisher|scheduler|kubelet|kube-apiserver/;
export const isPerson = (actor: string): boolean => !machine.test(actor);

/** "web-q8wzn", "the ReplicaSet web": pods and nodes go by their names alone. */
export const called = ({ object }: StoreEvent): string =>
  object.kind === 'Pod' || object.kind === 'Node'
    ? object.metadata.name
    : `the ${object.kind} ${object.metadata.name}`;

function podState({ spec, status }: Pod): string {
  if (!spec.nodeName) return 'waits for a node';
  const at = `on ${spec.nodeName}`;
  if (status.phase === 'Succeeded') return `has finished ${at}`;
  if (status.phase === 'Failed') return `has failed ${at}`;
  const waiting = status.containerStatuses?.find(({ state }) => state?.waiting)?.state?.waiting;
  if (waiting?.reason && waiting.reason !== 'ContainerCreating')
    return `is in ${waiting.reason} ${at}`;
  if (status.phase !== 'Running') return `is starting ${at}`;
  const isReady = status.conditions?.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );
  return isReady ? `is ready ${at}` : `is not ready ${at}`;
}

/** "stopped answering", "is ready". */
export function nodeState({ status, spec }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
  if (ready === 'Unknown') return 'stopped answering';
  if (ready !== 'True') return 'is not ready';
  return spec.unschedulable ? 'is cordoned' : 'is ready';
}

/** "is starting on node-1": how an object is. Nothing for kinds whose state is nobody's news. */
export function conditionOf(object: KubeObject): string {
  if (object.metadata.deletionTimestamp !== undefined) return 'is being deleted';
  if (object.kind === 'Pod') return podState(object as Pod);
  return object.kind === 'Node' ? nodeState(object as Node) : '';
}

/** "web-q8wzn is starting on node-1": how the object is after the change. */
export function stateOf(event: StoreEvent): string {
  const name = called(event);
  if (event.type === 'DELETED') return `${name} is gone`;
  const is = conditionOf(event.object);
  return is ? `${name} ${is}` : `${name} was ${event.type === 'ADDED' ? 'created' : 'changed'}`;
}
