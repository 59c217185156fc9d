/** Why something is as it is: the chain of causes from a change back to a person, a timer or a fault. */
import type { StoreEvent } from '#apimachinery/api.ts';
import type { Cluster, FaultRecord, FaultVerb } from './cluster.ts';
import { act, clauseOf } from './why-clauses.ts';
import { newsOf } from './why-news.ts';
import { called, isPerson, stateOf } from './why-state.ts';

/** One link: somebody did something to an object. The first is the change itself. */
export interface WhyStep {
  readonly revision: number;
  readonly timeMs: number;
  /** `kubectl`, `replicaset-controller`, or `fault` for what a person did to a node. */
  readonly actor: string;
  readonly verb: 'created' | 'changed' | 'deleted' | FaultVerb;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What explaining needs of a cluster. */
type WhySource = Pick<Cluster, 'history' | 'faults'>;

const verbs = { ADDED: 'created', MODIFIED: 'changed', DELETED: 'deleted' } as const;

/** Longer chains than this are not told. */
const maxSteps = 100;

const stepOf = ({ revision, timeMs, actor, type, object }: StoreEvent): WhyStep => ({
  revision,
  timeMs,
  actor,
  verb: verbs[type],
  kind: object.kind,
  namespace: object.metadata.namespace ?? '',
  name: object.metadata.name,
});

const faultStep = ({ timeMs, verb, node }: FaultRecord): WhyStep => ({
  revision: 0,
  timeMs,
  actor: 'fault',
  verb,
  kind: 'Node',
  namespace: '',
  name: node,
});

/** The change and its causes, as they are stored. */
function eventsOf({ history }: WhySource, revision: number): readonly StoreEvent[] {
  const events: StoreEvent[] = [];
  let event = history.at(revision);
  while (event && events.length < maxSteps) {
    events.push(event);
    event = event.cause > 0 && event.cause < event.revision ? history.at(event.cause) : undefined;
  }
  return events;
}

/** The last thing a person did to the node that a chain ends at, or whose kubelet it ends at, before it. */
function faultBehind({ faults }: WhySource, last: StoreEvent | undefined): FaultRecord | undefined {
  if (!last || last.cause > 0) return undefined;
  const isNode = last.object.kind === 'Node';
  const name = isNode ? last.object.metadata.name : /^kubelet\/(.+)$/.exec(last.actor)?.[1];
  const before = faults.records.findLast(
    ({ node, timeMs }) => node === name && timeMs <= last.timeMs,
  );
  return isNode || (before && told.has(before.verb)) ? before : undefined;
}

/** "you cut its power": said of the node that was named before, else with its name. */
function faultReason(record: FaultRecord, { object }: StoreEvent): string {
  const isNode = object.kind === 'Node';
  return `you ${deeds[record.verb](isNode ? 'it' : record.node, isNode ? 'its' : `${record.node}'s`)}`;
}

/** Faults that show in what a kubelet writes. */
const told: ReadonlySet<FaultVerb> = new Set([
  'recovered',
  'memory-pressure',
  'disk-pressure',
  'crashed',
]);

/** What a person did, with the node and what is its. */
const deeds: Readonly<Record<FaultVerb, (who: string, whose: string) => string>> = {
  failed: (_, whose) => `cut ${whose} power`,
  recovered: (who) => `gave ${who} power again`,
  'memory-pressure': (_, whose) => `used up ${whose} memory`,
  'memory-relief': (_, whose) => `gave ${whose} memory back`,
  'disk-pressure': (_, whose) => `filled ${whose} disk`,
  'disk-relief': (_, whose) => `emptied ${whose} disk`,
  'slow-pulls': (_, whose) => `changed the speed of ${whose} pulls`,
  muted: (_, whose) => `kept ${whose} heartbeats from the API server`,
  unmuted: (_, whose) => `let ${whose} heartbeats through again`,
  crashed: (who) => `crashed a container on ${who}`,
};

/** The chain of causes of a revision, the change itself first; empty when it is forgotten. */
export function why(source: WhySource, revision: number): readonly WhyStep[] {
  const events = eventsOf(source, revision);
  const fault = faultBehind(source, events.at(-1));
  return [...events.map(stepOf), ...(fault ? [faultStep(fault)] : [])];
}

/** So many reasons at most; of a longer chain the nearest ones and where it began. */
const maxReasons = 4;

/** The reasons of a chain, nearest first; of each object only the nearest, but always what a person did. */
function reasonsOf({ history }: WhySource, events: readonly StoreEvent[]): readonly string[] {
  const [first] = events;
  if (!first) return [];
  const told = new Set<string>();
  const reasons: string[] = [];
  events.forEach((event, at) => {
    if (at === 0 && isPerson(event.actor)) return;
    const { uid } = event.object.metadata;
    if (told.has(uid) && !isPerson(event.actor)) return;
    const reason = clauseOf(history, event, { first, effect: events[at - 1] });
    if (!reason) return;
    if (uid !== first.object.metadata.uid || event.type !== 'ADDED') told.add(uid);
    reasons.push(reason);
  });
  return reasons;
}

/** "The", "You", "Pod web-x": a name keeps its small letter, so what it names comes first. */
function opening(text: string, { object }: StoreEvent): string {
  const isNamed = text.startsWith(`${object.metadata.name} `);
  const full = isNamed ? `${object.kind} ${text}` : text;
  return full.charAt(0).toUpperCase() + full.slice(1);
}

/**
 * The chain as one sentence: "Pod web-7d4b9-q8wzn is starting on node-1 because the ReplicaSet
 * web-7d4b9 counts 5 of 6, because eviction deleted web-7d4b9-m6tcd, because node-2 was unreachable
 * for 300 s, because you cut its power."
 */
export function whySentence(source: WhySource, revision: number): string {
  const events = eventsOf(source, revision);
  const [first] = events;
  if (!first) return '';
  const reasons = [...reasonsOf(source, events)];
  const fault = faultBehind(source, events.at(-1));
  if (fault) reasons.push(faultReason(fault, events.at(-1) ?? first));
  const origin = reasons.slice(maxReasons - 1).slice(-1);
  const told = [...reasons.slice(0, maxReasons - 1), ...origin];
  const statement = isPerson(first.actor) ? act(first, called(first)) : stateOf(first);
  const because = told.length > 0 ? ` because ${told.join(', because ')}` : '';
  return `${opening(statement, first)}${because}.`;
}

/** What happened last and why, for a change as it was told to a subscriber: its news, not its bookkeeping. */
export const describeWhy = (source: WhySource, event: StoreEvent): string =>
  whySentence(source, newsOf(source.history, event).revision);
