/** Lists in pages: `limit` and `continue`. Mirrors apiserver pkg/storage/continue.go. */
import type { ListOptions } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError } from '#apimachinery/status.ts';
import type { ServerContext } from '../context.ts';
import type { ListMeta } from '../table.ts';
import { list } from './list.ts';

export interface Page {
  readonly items: readonly KubeObject[];
  readonly metadata: ListMeta;
}

interface Token {
  readonly v: 'meta.k8s.io/v1';
  readonly rv: number;
  /** The key after which the next page begins. */
  readonly start: string;
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

const printToken = (token: Token): string =>
  btoa(JSON.stringify(token)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

function parseToken(text: string): Token {
  try {
    const token = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))) as Token;
    if (typeof token.start === 'string' && typeof token.rv === 'number') return token;
  } catch {
    throw badRequestError('continue key is not valid: illegal base64 data or JSON');
  }
  throw badRequestError(
    'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
  );
}

/**
 * The objects from `after` on, at most `limit`.
 * Differs: a later page shows the store as it is now, not as it was when the first page was read.
 */
export function page(
  server: ServerContext,
  kind: Kind,
  options: ListOptions,
  limit: number,
  after: string,
): Page {
  const all = list(server, kind, options);
  const token = after ? parseToken(after) : undefined;
  const resourceVersion = String(token?.rv ?? server.store.revision);
  const rest = token ? all.filter((object) => keyOf(object) > token.start) : all;
  if (limit <= 0 || rest.length <= limit) return { items: rest, metadata: { resourceVersion } };
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const start = last ? keyOf(last) : '';
  const next = printToken({ v: 'meta.k8s.io/v1', rv: Number(resourceVersion), start });
  const hasSelector = Boolean(options.labelSelector || options.fieldSelector);
  return {
    items,
    metadata: {
      resourceVersion,
      continue: next,
      ...(hasSelector ? {} : { remainingItemCount: rest.length - limit }),
    },
  };
}
