/** The words of a chain of causes: what a change was, said as a reason. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { Node } from '#resources/node.ts';
import { isBookkeeping } from './why-news.ts';
import { called, isPerson, nodeState, stateOf } from './why-state.ts';

interface History {
  at(revision: number): StoreEvent | undefined;
}

const isNewlyDeleting = ({ object, previous, type }: StoreEvent): boolean =>
  type === 'DELETED' ||
  (object.metadata.deletionTimestamp !== undefined &&
    previous?.metadata.deletionTimestamp === undefined);

/** How far back an owner is looked for. */
const maxLooks = 1_500;

/** How many pods a ReplicaSet wanted and had when it made or deleted one of them. */
interface Count {
  readonly wanted: number;
  readonly had: number;
}

/**
 * What the ReplicaSet of a pod counted before `event`. What one reconcile made has one time, cause and
 * owner; the revisions before it tell how many of those came first.
 */
function countBefore(history: History, event: StoreEvent, ownerUid: string): Count | undefined {
  let made = 0;
  for (let { revision } = event, looks = 0; looks < maxLooks; looks += 1) {
    revision -= 1;
    const before = history.at(revision);
    if (!before) return undefined;
    const { kind, metadata } = before.object;
    const isSibling = kind === 'Pod' && controllerOf(before.object)?.uid === ownerUid;
    if (isSibling && before.type === 'ADDED' && before.timeMs === event.timeMs) made += 1;
    if (metadata.uid !== ownerUid) continue;
    const { spec, status } = before.object as Deployment;
    return { wanted: spec.replicas ?? 1, had: (status?.replicas ?? 0) + made };
  }
  return undefined;
}

/** What a controller saw that made it create something. */
function creation(history: History, event: StoreEvent, name: string): string | undefined {
  const owner = controllerOf(event.object);
  if (owner?.kind !== 'ReplicaSet') return owner && `the ${owner.kind} ${owner.name} made ${name}`;
  const count = countBefore(history, event, owner.uid);
  if (!count) return `the ReplicaSet ${owner.name} made ${name}`;
  const had = Math.min(count.wanted - 1, count.had);
  return `the ReplicaSet ${owner.name} counts ${had} of ${count.wanted}`;
}

/** Who deleted something, or what a ReplicaSet saw that made it. */
function deletion(history: History, event: StoreEvent, who: string, name: string): string {
  const owner = controllerOf(event.previous ?? event.object);
  const isSurplus = owner?.kind === 'ReplicaSet' && event.actor === 'replicaset-controller';
  const count = isSurplus ? countBefore(history, event, owner.uid) : undefined;
  if (!owner || !count) return `${who} deleted ${name}`;
  return count.wanted === 0
    ? `the ReplicaSet ${owner.name} wants none any more`
    : `the ReplicaSet ${owner.name} wants only ${count.wanted}`;
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

/** A node as a reason: "node-2 was unreachable for 300 s", "node-2 stopped answering". */
function nodeClause(event: StoreEvent, effect: StoreEvent | undefined): string {
  const { name } = event.object.metadata;
  const state = nodeState(event.object as Node);
  const longMs = effect ? effect.timeMs - event.timeMs : 0;
  return state === 'stopped answering' && longMs >= 1000
    ? `${name} was unreachable${lasting(longMs)}`
    : `${name} ${state}`;
}

/** "the Deployment web", "eviction": who did it, when it was no person. */
function doer(event: StoreEvent): string {
  const owner = controllerOf(event.object) ?? controllerOf(event.previous ?? event.object);
  if (event.actor === 'taint-eviction-controller') return 'eviction';
  if (event.actor === 'generic-garbage-collector') return 'the garbage collector';
  return owner && /replicaset|deployment/.test(event.actor)
    ? `the ${owner.kind} ${owner.name}`
    : `the ${event.actor.replace(/-/g, ' ')}`;
}

/** What an act of a person was: "you cordoned node-2". */
export function act(event: StoreEvent, name: string): string {
  if (isNewlyDeleting(event)) return `you deleted ${name}`;
  if (event.type === 'ADDED') return `you created ${name}`;
  if (event.object.kind !== 'Node') return change('you', event, name);
  const [now, before] = [event.object as Node, event.previous as Node | undefined];
  if (now.spec.unschedulable === before?.spec.unschedulable) return change('you', event, name);
  return `you ${now.spec.unschedulable ? 'cordoned' : 'uncordoned'} ${name}`;
}

/** What a link of the chain is seen with. */
export interface Place {
  /** The change that is being explained; its object is called "it". */
  readonly first: StoreEvent;
  /** The change this one caused. */
  readonly effect: StoreEvent | undefined;
}

/** What a change says as a reason for what came of it; nothing when there is nothing to say. */
export function clauseOf(
  history: History,
  event: StoreEvent,
  { first, effect }: Place,
): string | undefined {
  const isSelf = event.object.metadata.uid === first.object.metadata.uid;
  const name = isSelf ? 'it' : called(event);
  if (isPerson(event.actor)) return act(event, name);
  if (isBookkeeping(event)) return undefined;
  const isContinued = event.object.metadata.uid === effect?.object.metadata.uid;
  if (event.object.kind === 'Node') {
    return isSelf || isContinued ? undefined : nodeClause(event, effect);
  }
  if (isNewlyDeleting(event)) {
    const isEnd = event.actor.startsWith('kubelet');
    return isEnd ? undefined : deletion(history, event, doer(event), name);
  }
  if (event.object.kind !== 'Pod') {
    const isMade = event.type === 'ADDED';
    return isMade ? creation(history, event, name) : change(doer(event), event, name);
  }
  if (isSelf) return event.type === 'ADDED' ? creation(history, event, name) : undefined;
  return isContinued ? undefined : stateOf(event);
}
