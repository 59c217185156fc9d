/** WATCH: what changes, from a revision on, as a stream. Mirrors apiserver pkg/storage/cacher. */
import type { StoreEvent, WatchFrame, WatchStream } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind, kindKey } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError, goneError } from '#apimachinery/status.ts';
import type { Timer } from '#kernel/clock.ts';
import type { ServerContext } from '../context.ts';
import { type Filter, filterOf, list } from './list.ts';

export interface WatchOptions {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** "" or "0": from what is there now. */
  readonly resourceVersion?: string | undefined;
  readonly allowWatchBookmarks?: boolean | undefined;
  readonly sendInitialEvents?: boolean | undefined;
  readonly timeoutSeconds?: number | undefined;
}

/** Makes an object into what the frame carries. */
export type Present = (object: KubeObject) => unknown;

const INITIAL_END = 'k8s.io/initial-events-end';

function revisionOf(text: string | undefined): number {
  if (!text) return 0;
  if (/^\d+$/.test(text)) return Number(text);
  throw badRequestError(
    `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
  );
}

/** Says that all that was there has been sent. Differs: there are no bookmarks later on. */
const initialEnd = (kind: Kind, revision: number): WatchFrame => ({
  type: 'BOOKMARK',
  object: {
    kind: kind.kind,
    apiVersion: apiVersionOf(kind),
    metadata: {
      resourceVersion: String(revision),
      creationTimestamp: null,
      annotations: { [INITIAL_END]: 'true' },
    },
  },
});

/** What a watcher with a filter sees of a change: coming into view is ADDED, leaving it DELETED. */
function frameOf(
  event: StoreEvent,
  filter: Filter | undefined,
  present: Present,
): WatchFrame | undefined {
  const { type, object, previous } = event;
  if (!filter) return { type, object: present(object) };
  const isSeen = type !== 'DELETED' && filter(object);
  const wasSeen = previous !== undefined && filter(previous);
  if (isSeen) return { type: wasSeen ? 'MODIFIED' : 'ADDED', object: present(object) };
  if (!wasSeen || !previous) return undefined;
  const { resourceVersion } = object.metadata;
  const last =
    type === 'DELETED'
      ? object
      : { ...previous, metadata: { ...previous.metadata, resourceVersion } };
  return { type: 'DELETED', object: present(last) };
}

/** Frames for what was there or happened before the stream began. */
function firstFrames(
  server: ServerContext,
  kind: Kind,
  options: WatchOptions,
  see: (event: StoreEvent) => WatchFrame | undefined,
  present: Present,
): readonly WatchFrame[] {
  const { store } = server;
  const from = revisionOf(options.resourceVersion);
  if (from === 0 || options.sendInitialEvents) {
    const added = list(server, kind, options).map(
      (object): WatchFrame => ({ type: 'ADDED', object: present(object) }),
    );
    return options.sendInitialEvents && options.allowWatchBookmarks
      ? [...added, initialEnd(kind, store.revision)]
      : added;
  }
  const events = store.history.since(from);
  if (!events) {
    const why = `too old resource version: ${from} (${store.history.compactedRevision + 1})`;
    return [{ type: 'ERROR', object: goneError(why).status }];
  }
  return events.flatMap((event) => see(event) ?? []);
}

/** A stream of changes to a kind. Nothing happens until it is started. */
export function watch(
  server: ServerContext,
  kind: Kind,
  options: WatchOptions,
  present: Present,
): WatchStream<WatchFrame> {
  const { store, clock } = server;
  const filter = filterOf(kind, options);
  const namespace = kind.namespaced ? options.namespace : undefined;
  const key = kindKey(kind);
  const see = (event: StoreEvent): WatchFrame | undefined => {
    if (kindKey(event.kind) !== key) return undefined;
    if (namespace && event.object.metadata.namespace !== namespace) return undefined;
    return frameOf(event, filter, present);
  };
  revisionOf(options.resourceVersion);

  let stop = (): void => undefined;
  let timer: Timer | undefined;
  return {
    start: (onFrame, onEnd) => {
      let isOpen = true;
      stop = () => {
        if (!isOpen) return;
        isOpen = false;
        timer?.cancel();
        unsubscribe();
        onEnd();
      };
      const unsubscribe = store.subscribe(
        (event) => {
          const frame = see(event);
          if (frame && isOpen) onFrame(frame);
        },
        { kind },
      );
      for (const frame of firstFrames(server, kind, options, see, present)) {
        if (isOpen) onFrame(frame);
        if (frame.type === 'ERROR') return stop();
      }
      if (isOpen && options.timeoutSeconds) {
        timer = clock.after(options.timeoutSeconds * 1000, stop);
      }
    },
    close: () => stop(),
  };
}
