/** What describes a kind of object, and what it may ask. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Event } from '#resources/event.ts';
import type { ApiClient } from '../api-client.ts';

export interface DescribeWorld {
  readonly api: Pick<ApiClient, 'discover' | 'get' | 'list'>;
  /** The time ages are counted to. */
  readonly nowMs: number;
  readonly showEvents: boolean;
  /** Objects a page of a list. */
  readonly chunkSize: number;
}

/** Adding one: its file, and its name in `index.ts`. */
export interface Describer {
  /** "" for the core group. */
  readonly group: string;
  readonly kind: string;
  describe(world: DescribeWorld, object: KubeObject): Promise<string>;
}

export interface ListFilter {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Objects of a resource, named as on the command line; undefined when the server has no such resource. */
export async function listIfServed<T extends KubeObject>(
  { api, chunkSize }: DescribeWorld,
  resource: string,
  filter: ListFilter,
): Promise<readonly T[] | undefined> {
  const found = (await api.discover()).find(resource);
  return found && (await api.list<T>(found, { ...filter, chunkSize })).items;
}

/** The parts of a reference to an object that events are searched by. */
export interface EventSubject {
  readonly name: string;
  readonly namespace: string;
  readonly kind?: string;
  readonly uid?: string;
}

/** Events about an object, or undefined when none are to be shown. Mirrors describe.go searchEvents. */
export async function searchEvents(
  world: DescribeWorld,
  { name, namespace, kind, uid }: EventSubject,
): Promise<readonly Event[] | undefined> {
  if (!world.showEvents) return undefined;
  const terms = [`involvedObject.name=${name}`, `involvedObject.namespace=${namespace}`];
  if (kind) terms.push(`involvedObject.kind=${kind}`);
  if (uid) terms.push(`involvedObject.uid=${uid}`);
  const filter = { namespace, fieldSelector: terms.join(',') };
  return (await listIfServed<Event>(world, 'events', filter)) ?? [];
}

/** Events about an object by its kind, name and uid. */
export const eventsOf = (
  world: DescribeWorld,
  { kind, metadata: { name, namespace = '', uid } }: KubeObject,
): Promise<readonly Event[] | undefined> => searchEvents(world, { name, namespace, kind, uid });
