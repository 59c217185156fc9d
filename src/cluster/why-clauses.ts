/** The words of a chain of causes: what a change was, said as a reason. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';

interface History {
  at(revision: number): StoreEvent | undefined;
}

/** Loops and machines; whoever else writes is a person. */
const machine = /controller|collector|publisher|scheduler|kubelet|kube-apiserver/;
const isPerson = (actor: string): boolean => !machine.test(actor);

const isNewlyDeleting = ({ object, previous, type }: StoreEvent): boolean =>
  type === 'DELETED' ||
  (object.metadata.deletionTimestamp !== undefined &&
    previous?.metadata.deletionTimestamp === undefined);

/** "web-q8wzn", "the ReplicaSet web": pods and nodes go by their names alone. */
const called = ({ object }: StoreEvent): string =>
  object.kind === 'Pod' || object.kind === 'Node'
    ? object.metadata.name
    : `the ${object.kind} ${object.metadata.name}`;

/** "web-q8wzn is starting on node-1": how the object is after the change. */
export function stateOf(event: StoreEvent): string {
  const name = called(event);
  if (event.type === 'DELETED') return `${name} is gone`;
  if (event.object.metadata.deletionTimestamp !== undefined) return `${name} is being deleted`;
  if (event.object.kind === 'Pod') return `${name} ${podState(event.object as Pod)}`;
  if (event.object.kind === 'Node') return `${name} is ${nodeState(event.object as Node)}`;
  return `${name} was ${event.type === 'ADDED' ? 'created' : 'changed'}`;
}

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

function nodeState({ status, spec }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
  if (ready === 'Unknown') return 'unreachable';
  if (ready === 'False') return 'not ready';
  return spec.unschedulable ? 'cordoned' : 'ready';
}

/**
 * "5 of 6": how many pods a ReplicaSet had when it made this one. What one reconcile made has one
 * time, cause and owner; the revisions before it tell how many of those came first.
 */
function countWhenMade(history: History, born: StoreEvent): string | undefined {
  const owner = controllerOf(born.object);
  if (!owner) return undefined;
  for (
    let revision = born.revision - 1, after = 0;
    revision > born.revision - 1_500;
    revision -= 1
  ) {
    const event = history.at(revision);
    if (!event) return undefined;
    const { kind, metadata } = event.object;
    if (kind === 'Pod' && event.type === 'ADDED' && controllerOf(event.object)?.uid === owner.uid) {
      if (event.timeMs === born.timeMs) after += 1;
    }
    if (metadata.uid !== owner.uid) continue;
    const { spec, status } = event.object as Deployment;
    const replicas = spec.replicas ?? 1;
    return `${Math.min(replicas - 1, (status?.replicas ?? 0) + after)} of ${replicas}`;
  }
  return undefined;
}

/** What a controller saw that made it create something. */
function creation(history: History, event: StoreEvent, name: string): string | undefined {
  const owner = controllerOf(event.object);
  if (owner?.kind === 'ReplicaSet') {
    const count = countWhenMade(history, event);
    return count
      ? `the ReplicaSet ${owner.name} counts ${count}`
      : `the ReplicaSet ${owner.name} made it`;
  }
  return owner ? `the ${owner.kind} ${owner.name} made ${name}` : undefined;
}

/** "you set the image of web to nginx:1.21.3", "… scaled the ReplicaSet web-7d4b9 from 2 to 3". */
function change(who: string, event: StoreEvent, name: string): string {
  const now = (event.object as Deployment).spec;
  const before = (event.previous as Deployment | undefined)?.spec;
  if (now?.replicas !== undefined && before?.replicas !== now.replicas) {
    return `${who} scaled ${name} from ${before?.replicas ?? 0} to ${now.replicas}`;
  }
  const images = (spec: Deployment['spec'] | undefined): string =>
    (spec?.template?.spec?.containers ?? []).map(({ image }) => image).join(', ');
  if (now?.template && images(now) !== images(before)) {
    return `${who} set the image of ${name} to ${images(now)}`;
  }
  return `${who} changed ${name}`;
}

/** 300_000 ⇒ " for 300 s"; nothing under a second. */
const lasting = (ms: number): string => (ms >= 1000 ? ` for ${Math.round(ms / 1000)} s` : '');

/** A node as a reason: "node-2 was unreachable for 300 s". */
function nodeClause(event: StoreEvent, effect: StoreEvent | undefined): string {
  const { name } = event.object.metadata;
  const state = nodeState(event.object as Node);
  return effect
    ? `${name} was ${state}${lasting(effect.timeMs - event.timeMs)}`
    : `its kubelet ${state === 'unreachable' ? 'stopped posting its status' : 'posts its status'}`;
}

/** "the Deployment web", "eviction": who did it, when it was no person. */
function doer(event: StoreEvent): string {
  const owner = controllerOf(event.object) ?? controllerOf(event.previous ?? event.object);
  if (event.actor === 'taint-eviction-controller') return 'eviction';
  if (event.actor === 'generic-garbage-collector') return 'the garbage collector';
  return owner && /replicaset|deployment/.test(event.actor)
    ? `the ${owner.kind} ${owner.name}`
    : event.actor;
}

/**
 * What a change says as a reason for `effect`, the change it caused; for the change that is being
 * explained itself (`isFirst`), how that came about. Nothing when there is nothing to say.
 */
export function clauseOf(
  history: History,
  event: StoreEvent,
  effect: StoreEvent | undefined,
  isFirst: boolean,
): readonly string[] {
  const name = isFirst ? 'it' : called(event);
  const who = isPerson(event.actor) ? 'you' : doer(event);
  if (event.object.kind === 'Node' && !isPerson(event.actor)) return [nodeClause(event, effect)];
  if (event.actor === 'taint-eviction-controller' || isNewlyDeleting(event)) {
    return event.actor.startsWith('kubelet') ? [`${name} stopped`] : [`${who} deleted ${name}`];
  }
  if (event.type === 'ADDED') {
    if (who === 'you') return [`you created ${name}`];
    const seen = creation(history, event, name);
    return seen ? [seen] : [];
  }
  if (who === 'you' || /controller/.test(event.actor)) return [change(who, event, name)];
  return isFirst ? [] : [stateOf(event)];
}
