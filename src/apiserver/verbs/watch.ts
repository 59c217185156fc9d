/** WATCH: what changes, from a revision on, as a stream. Mirrors apiserver pkg/storage/cacher. */
import type { StoreEvent, WatchFrame, WatchStream } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind, kindKey, storedKindOf } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { expiredError } from '#apimachinery/status.ts';
import type { Timer } from '#kernel/clock.ts';
import type { ServerContext } from '../context.ts';
import type { ReadOptions } from '../list-options.ts';
import { eventAs } from '../stored-as.ts';
import { type Filter, filterOf, list } from './list.ts';
import { checkWatchVersion, revisionOf } from './page.ts';

/** Makes an object into what the frame carries; a bookmark's object has only a resourceVersion. */
export type Present = (object: KubeObject, isBookmark?: boolean) => unknown;

const INITIAL_END = 'k8s.io/initial-events-end';
/** How often a watcher that asks for it hears how far it is. Mirrors defaultBookmarkFrequency. */
const BOOKMARK_MS = 60_000;
/** The last bookmark comes so long before the end. */
const BEFORE_END_MS = 2_000;

/** Says how far the watcher is; `isInitialEnd`: that all that was there has been sent. */
function bookmark(
  kind: Kind,
  revision: number,
  present: Present,
  isInitialEnd = false,
): WatchFrame {
  const metadata = {
    resourceVersion: String(revision),
    ...(isInitialEnd ? { annotations: { [INITIAL_END]: 'true' } } : {}),
  };
  const object = { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
  return { type: 'BOOKMARK', object: present(object as unknown as KubeObject, true) };
}

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

/** What is there comes first when it is asked for, and also when no version is named. Mirrors SetListOptionsDefaults. */
const sendsInitial = ({ sendInitialEvents, resourceVersion, match }: ReadOptions): boolean =>
  sendInitialEvents ?? (match === '' && (resourceVersion === '' || resourceVersion === '0'));

/** Frames for what was there or happened before the stream began. */
function firstFrames(
  server: ServerContext,
  kind: Kind,
  options: ReadOptions,
  see: (event: StoreEvent) => WatchFrame | undefined,
  present: Present,
): readonly WatchFrame[] {
  const { store } = server;
  if (sendsInitial(options)) {
    const added = list(server, kind, options).map(
      (object): WatchFrame => ({ type: 'ADDED', object: present(object) }),
    );
    return options.allowWatchBookmarks
      ? [...added, bookmark(kind, store.revision, present, true)]
      : added;
  }
  const from = revisionOf(options.resourceVersion);
  if (from === 0) return [];
  const events = store.history.since(from);
  if (!events) {
    const why = `too old resource version: ${from} (${store.history.compactedRevision + 1})`;
    return [{ type: 'ERROR', object: expiredError(why).status }];
  }
  return events.flatMap((event) => see(event) ?? []);
}

interface Ticks {
  stop(): void;
}

/** Calls `onBookmark` each minute and shortly before the end, and `onEnd` then. */
function startTicks(
  { clock }: ServerContext,
  { timeoutSeconds, allowWatchBookmarks }: ReadOptions,
  onBookmark: () => void,
  onEnd: () => void,
): Ticks {
  const timers = new Set<Timer>();
  const after = (delayMs: number, run: () => void): void => {
    const timer = clock.after(delayMs, () => {
      timers.delete(timer);
      run();
    });
    timers.add(timer);
  };
  const everyMinute = (): void =>
    after(BOOKMARK_MS, () => {
      onBookmark();
      everyMinute();
    });
  const endMs = timeoutSeconds * 1000;
  if (allowWatchBookmarks) {
    everyMinute();
    if (endMs > BEFORE_END_MS) after(endMs - BEFORE_END_MS, onBookmark);
  }
  if (endMs > 0) after(endMs, onEnd);
  return {
    stop: () => {
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}

/** A stream of changes to a kind. Nothing happens until it is started. */
export function watch(
  server: ServerContext,
  kind: Kind,
  options: ReadOptions,
  present: Present,
): WatchStream<WatchFrame> {
  const { store } = server;
  const filter = filterOf(kind, options);
  const namespace = kind.namespaced ? options.namespace : undefined;
  const stored = storedKindOf(kind);
  const key = kindKey(stored);
  const see = (event: StoreEvent): WatchFrame | undefined => {
    if (kindKey(event.kind) !== key) return undefined;
    if (namespace && event.object.metadata.namespace !== namespace) return undefined;
    return frameOf(kind.storedAs ? eventAs(kind, event) : event, filter, present);
  };
  checkWatchVersion(options.resourceVersion);

  let stop = (): void => undefined;
  return {
    start: (onFrame, onEnd) => {
      let isOpen = true;
      let ticks: Ticks | undefined;
      const send = (frame: WatchFrame | undefined): void => {
        if (frame && isOpen) onFrame(frame);
      };
      stop = () => {
        if (!isOpen) return;
        isOpen = false;
        ticks?.stop();
        unsubscribe();
        onEnd();
      };
      const unsubscribe = store.subscribe((event) => send(see(event)), { kind: stored });
      for (const frame of firstFrames(server, kind, options, see, present)) {
        send(frame);
        if (frame.type === 'ERROR') return stop();
      }
      if (!isOpen) return;
      const tell = () => send(bookmark(kind, store.revision, present));
      ticks = startTicks(server, options, tell, stop);
    },
    close: () => stop(),
  };
}
