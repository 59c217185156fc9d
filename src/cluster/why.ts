/** Why something is as it is: the chain of causes from a change back to a person, a timer or a fault. */
import type { StoreEvent } from '#apimachinery/api.ts';
import type { Cluster, FaultRecord } from './cluster.ts';
import { clauseOf, stateOf } from './why-clauses.ts';

/** One link: somebody did something to an object. The first is the change itself. */
export interface WhyStep {
  readonly revision: number;
  readonly timeMs: number;
  /** `kubectl`, `replicaset-controller`, or `fault` for what a person did to a node. */
  readonly actor: string;
  readonly verb: 'created' | 'changed' | 'deleted' | 'failed' | 'recovered';
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

/** The last thing a person did to the node that a chain ends at, before it. */
function faultBehind({ faults }: WhySource, last: StoreEvent | undefined): FaultRecord | undefined {
  if (last?.object.kind !== 'Node' || last.cause > 0) return undefined;
  return faults.records.findLast(
    ({ node, timeMs }) => node === last.object.metadata.name && timeMs <= last.timeMs,
  );
}

/** The chain of causes of a revision, the change itself first; empty when it is forgotten. */
export function why(source: WhySource, revision: number): readonly WhyStep[] {
  const events = eventsOf(source, revision);
  const fault = faultBehind(source, events.at(-1));
  return [...events.map(stepOf), ...(fault ? [faultStep(fault)] : [])];
}

/** Of several changes to one object in a row the one nearest to the effect tells enough. */
const withoutRepeats = (events: readonly StoreEvent[]): readonly StoreEvent[] =>
  events.filter((event, at) => event.object.metadata.uid !== events[at - 1]?.object.metadata.uid);

/**
 * The chain as one sentence: "web-7d4b9-q8wzn is starting on node-1 because the ReplicaSet web-7d4b9
 * counts 5 of 6, because eviction deleted web-7d4b9-m6tcd, because node-2 was unreachable for 300 s,
 * because you cut its power".
 */
export function whySentence(source: WhySource, revision: number): string {
  const events = eventsOf(source, revision);
  const [first] = events;
  if (!first) return '';
  const born = events.findLast(({ object }) => object.metadata.uid === first.object.metadata.uid);
  const told = withoutRepeats(events);
  const clauses = told.flatMap((event, at) => {
    const effect = told[at - 1];
    return clauseOf(source.history, at === 0 ? (born ?? event) : event, effect, at === 0);
  });
  const fault = faultBehind(source, events.at(-1));
  if (fault) {
    const cut = fault.verb === 'failed' ? 'you cut its power' : 'you gave it power again';
    clauses.push(told.length > 0 ? cut : '');
  }
  const because = clauses.map((clause, at) => `${at === 0 ? ' because' : ', because'} ${clause}`);
  return `${stateOf(first)}${because.join('')}`;
}

/** The sentence for a change as it was told to a subscriber. */
export const describeWhy = (source: WhySource, { revision }: StoreEvent): string =>
  whySentence(source, revision);
