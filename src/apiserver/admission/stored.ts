/** What admission reads of the store: objects of kinds that this server may or may not serve. */

import { memoised } from '#apimachinery/intern.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ServerContext } from '../context.ts';

const servedBy = memoised(({ kinds }: ServerContext): ReadonlySet<Kind> => new Set(kinds));
const nothing: readonly never[] = [];

/** The objects of a kind, in a namespace or everywhere; none when the server has no such kind. */
export const storedList = <T extends KubeObject>(
  server: ServerContext,
  kind: Kind<T>,
  namespace?: string,
): readonly T[] =>
  servedBy(server).has(kind as unknown as Kind)
    ? (server.store.table(kind as unknown as Kind).list(namespace) as readonly T[])
    : nothing;

/** One object, if it is there. */
export const storedObject = <T extends KubeObject>(
  server: ServerContext,
  kind: Kind<T>,
  namespace: string,
  name: string,
): T | undefined =>
  servedBy(server).has(kind as unknown as Kind)
    ? (server.store.table(kind as unknown as Kind).get(namespace, name) as T | undefined)
    : undefined;
