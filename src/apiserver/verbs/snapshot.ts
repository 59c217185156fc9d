/** The store as it was: what a list of an earlier revision shows. */
import type { ListOptions } from '#apimachinery/api.ts';
import { type Kind, kindKey, storedKindOf } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ServerContext } from '../context.ts';
import { shownAs } from '../stored-as.ts';
import { filterOf, list } from './list.ts';

/** As etcd sorts keys: `a-b/x` before `a/x`. */
export const storageKey = ({ metadata }: KubeObject): string =>
  metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;

/** What each object that changed since was then: undefined when it was not there. */
function before(
  server: ServerContext,
  kind: Kind,
  revision: number,
): Map<string, KubeObject | undefined> | undefined {
  const events = server.store.history.since(revision);
  if (!events) return undefined;
  const key = kindKey(storedKindOf(kind));
  const was = new Map<string, KubeObject | undefined>();
  for (const event of events) {
    if (kindKey(event.kind) !== key) continue;
    const name = storageKey(event.object);
    if (!was.has(name)) was.set(name, event.previous);
  }
  return was;
}

/** Objects in order of namespace and name as they were at `revision`; undefined when that is forgotten. */
export function listAt(
  server: ServerContext,
  kind: Kind,
  options: ListOptions,
  revision: number,
): readonly KubeObject[] | undefined {
  if (revision === server.store.revision) return list(server, kind, options);
  const was = before(server, kind, revision);
  if (!was) return undefined;
  if (was.size === 0) return list(server, kind, options);
  const namespace = kind.namespaced ? options.namespace : undefined;
  const now = server.store.table(kind).list(namespace);
  const unchanged = now.filter((object) => !was.has(storageKey(object)));
  const returned = [...was.values()].filter(
    (object): object is KubeObject =>
      object !== undefined && (!namespace || object.metadata.namespace === namespace),
  );
  const filter = filterOf(kind, options);
  const all = [...unchanged, ...returned]
    .map((object) => shownAs(kind, object))
    .sort((a, b) => (storageKey(a) < storageKey(b) ? -1 : 1));
  return filter ? all.filter(filter) : all;
}
