/** The worker's parts, fetched the way this page allows. */
import { type PartScope, pageFetcher, siteFetcher } from './fetch-part.ts';
import { createParts, type Parts, type PartTable } from './parts.ts';

interface WorkerScope extends PartScope {
  /** Where the worker's script came from, when a blob imported it (`site/finish/starter.ts`). */
  readonly labAddress?: string;
  readonly location: { readonly href: string; readonly protocol: string };
  /** Where a part's script finds `define`. */
  labParts?: Parts;
}

/** Makes the parts and puts them where their scripts look for them. Called by the bundler's entry. */
export function workerParts(scope: WorkerScope, table: PartTable): Parts {
  const { location } = scope;
  const address = scope.labAddress ?? (location.protocol === 'blob:' ? undefined : location.href);
  const fetcher = address ? siteFetcher(scope, address) : pageFetcher(scope);
  const parts = createParts(table, fetcher);
  scope.labParts = parts;
  return parts;
}
