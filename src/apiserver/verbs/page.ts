/** Lists in pages and at revisions: `limit`, `continue`, `resourceVersionMatch`. Mirrors apiserver pkg/storage/etcd3/store.go GetList. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import {
  badRequestError,
  expiredError,
  StatusError,
  tooLargeVersionError,
} from '#apimachinery/status.ts';
import type { ServerContext } from '../context.ts';
import { type ContinueToken, parseToken, printToken } from '../continue-token.ts';
import type { ReadOptions } from '../list-options.ts';
import type { ListMeta } from '../table.ts';
import { filterOf } from './list.ts';
import { listAt, storageKey } from './snapshot.ts';

export interface Page {
  readonly items: readonly KubeObject[];
  readonly metadata: ListMeta;
}

const TOO_OLD = 'The resourceVersion for the provided list is too old.';
const INCONSISTENT =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

const notANumber = (text: string): string =>
  `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;

/** The number in `resourceVersion`; 0 when there is none. */
export function revisionOf(text: string): number {
  if (text === '') return 0;
  if (/^\d+$/.test(text)) return Number(text);
  throw badRequestError(`invalid resource version: ${notANumber(text)}`);
}

/** The watch cache refuses with 500 what a list refuses with 400. */
export function checkWatchVersion(text: string): void {
  if (!/^\d*$/.test(text)) throw new StatusError(500, '', notANumber(text));
}

/** The revision a list is of. */
function revisionAsked(server: ServerContext, options: ReadOptions, token?: ContinueToken): number {
  const current = server.store.revision;
  if (token) return token.rv < 0 ? current : token.rv;
  const asked = revisionOf(options.resourceVersion);
  if (asked > current) throw tooLargeVersionError(asked, current);
  return options.match === 'Exact' ? asked : current;
}

function checkToken(options: ReadOptions): ContinueToken | undefined {
  if (!options.after) return undefined;
  const token = parseToken(options.after);
  if (options.resourceVersion && options.resourceVersion !== '0') {
    throw badRequestError('specifying resource version is not allowed when using continue');
  }
  return token;
}

/** The place of an object in a list of one namespace, or of all. */
const keyIn = (namespace: string | undefined, object: KubeObject): string =>
  namespace ? object.metadata.name : storageKey(object);

/** The objects a list shows, and where it stands. */
export function page(server: ServerContext, kind: Kind, options: ReadOptions): Page {
  const token = checkToken(options);
  const revision = revisionAsked(server, options, token);
  filterOf(kind, options);
  const all = listAt(server, kind, options, revision);
  if (!all) {
    if (!token) throw expiredError(TOO_OLD);
    throw expiredError(INCONSISTENT, printToken({ ...token, rv: -1 }));
  }
  const within = kind.namespaced ? options.namespace : undefined;
  const rest = token ? all.filter((object) => keyIn(within, object) >= token.start) : all;
  const resourceVersion = String(revision);
  // The watch cache, which answers lists from "0", knows no pages.
  const limit = options.resourceVersion === '0' ? 0 : options.limit;
  if (limit === 0 || rest.length <= limit) return { items: rest, metadata: { resourceVersion } };
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const start = last ? `/${keyIn(within, last)}\0` : '';
  const hasSelector = Boolean(options.labelSelector || options.fieldSelector);
  return {
    items,
    metadata: {
      resourceVersion,
      continue: printToken({ rv: revision, start }),
      ...(hasSelector ? {} : { remainingItemCount: rest.length - limit }),
    },
  };
}
