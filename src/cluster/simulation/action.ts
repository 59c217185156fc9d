/** What a simulated person or misfortune can do, and the world it is done to. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import type { Random } from '#kernel/random.ts';
import type { Conflicts } from '../conflicts.ts';
import type { RunningCluster } from '../create-cluster.ts';

export interface World {
  readonly cluster: RunningCluster;
  readonly random: Random;
  readonly conflicts: Conflicts;
  /** A request as kubectl sends it, by an admin. */
  send(method: string, path: string, body?: Json): ApiResponse;
  /** What a collection holds. */
  list(path: string): readonly KubeObject[];
}

export interface Action {
  readonly name: string;
  /** How often it is drawn, beside the others' weights. */
  readonly weight: number;
  /** Does it, and says what was done: `scale web to 5`; undefined when there was nothing to do it to. */
  run(world: World): string | undefined;
}

/** One of `from`; undefined when it is empty. */
export const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[random.integer(from.length)];

/** One of several that are surely there. */
export const choose = <T>(random: Random, first: T, ...others: readonly T[]): T =>
  pick(random, [first, ...others]) ?? first;

/** True in `percent` of the cases. */
export const perhaps = (random: Random, percent: number): boolean => random.integer(100) < percent;

/** `/apis/apps/v1/namespaces/default/deployments` of an object's collection, and its name behind it. */
const pathOf = (collection: string, { metadata }: KubeObject): string =>
  `${collection.replace('/namespaces/default/', `/namespaces/${metadata.namespace}/`)}/${metadata.name}`;

/** Done to one object of a collection, drawn from those that are given (one named twice is drawn twice as often). */
export const onOne = (
  name: string,
  weight: number,
  [first, ...others]: readonly [string, ...string[]],
  act: (world: World, object: KubeObject, path: string) => string | undefined,
): Action => ({
  name,
  weight,
  run: (world) => {
    const collection = others.length > 0 ? choose(world.random, first, ...others) : first;
    const object = pick(world.random, world.list(collection));
    return object && act(world, object, pathOf(collection, object));
  },
});

/** "scale web to 5", or with the server's refusal behind it. */
export function say(what: string, { code, body }: ApiResponse): string {
  if (code < 400) return what;
  const { message = '' } = body as { readonly message?: string };
  return `${what}: ${code} ${message}`;
}
