/** What may be asked of the API besides the object: selectors, pages, ways to write. */
import type { KubeObject } from '#apimachinery/object.ts';

export interface ListResult<T extends KubeObject = KubeObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly T[];
}

export interface ListQuery {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Objects a page; pages are joined. 0: all at once. */
  readonly chunkSize?: number;
}
export interface WatchQuery extends ListQuery {
  readonly resourceVersion?: string;
  readonly table?: boolean;
  readonly includeObject?: 'Object' | 'Metadata';
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
}
export interface WriteQuery {
  readonly dryRun?: boolean;
  readonly fieldManager?: string;
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  readonly force?: boolean;
  readonly subresource?: string;
  /** The manifest's own text, so that the server can see duplicate keys. */
  readonly text?: string;
}
