import { describe, expect, it } from 'vitest';
import type { ApiResponse } from '#apimachinery/api.ts';
import { core, createTestServer, podManifest } from './test-server.ts';

/** "ADDED web@5" for each frame that arrives. */
function listen({ stream }: ApiResponse) {
  const seen: string[] = [];
  let hasEnded = false;
  stream?.start(
    ({ type, object }) => {
      const { metadata, message } = object as { metadata: { name?: string }; message?: string };
      seen.push(`${type} ${message ?? metadata.name ?? ''}`.trim());
    },
    () => {
      hasEnded = true;
    },
  );
  return { seen, hasEnded: () => hasEnded, close: () => stream?.close() };
}

describe('a watch', () => {
  it('begins after a resourceVersion, without what was before', () => {
    const { send, server } = createTestServer();
    send('POST', `${core}/pods`, podManifest('a'));
    const from = server.revision;
    send('POST', `${core}/pods`, podManifest('b'));
    const { seen } = listen(send('GET', `${core}/pods?watch=1&resourceVersion=${from}`));
    send('POST', `${core}/pods`, podManifest('c'));
    expect(seen).toEqual(['ADDED b', 'ADDED c']);
  });

  it('with a selector sees objects come and go', () => {
    const { send, patch } = createTestServer();
    const { seen } = listen(send('GET', `${core}/pods?watch=1&labelSelector=app%3Dweb`));
    send('POST', `${core}/pods`, podManifest('a', { app: 'web' }));
    send('POST', `${core}/pods`, podManifest('b', { app: 'db' }));
    patch(`${core}/pods/a`, 'merge', { metadata: { labels: { app: 'quarantine' } } });
    patch(`${core}/pods/b`, 'merge', { metadata: { labels: { app: 'web' } } });
    patch(`${core}/pods/b`, 'merge', { metadata: { labels: { x: 'y' } } });
    send('DELETE', `${core}/pods/b`);
    expect(seen).toEqual(['ADDED a', 'DELETED a', 'ADDED b', 'MODIFIED b', 'DELETED b']);
  });

  it('of one name sees that name alone', () => {
    const { send } = createTestServer();
    const { seen } = listen(send('GET', `${core}/pods?watch=1&fieldSelector=metadata.name%3Db`));
    for (const name of ['a', 'b', 'c']) send('POST', `${core}/pods`, podManifest(name));
    expect(seen).toEqual(['ADDED b']);
  });

  it('from a forgotten version ends with 410', () => {
    const { send, server } = createTestServer({ historyLimit: 10 });
    for (let at = 0; at < 30; at += 1) send('POST', `${core}/pods`, podManifest(`p${at}`));
    const { seen, hasEnded } = listen(send('GET', `${core}/pods?watch=1&resourceVersion=1`));
    expect(seen).toEqual([
      `ERROR too old resource version: 1 (${server.history.compactedRevision + 1})`,
    ]);
    expect(hasEnded()).toBe(true);
  });

  it('says when all that was there has been sent', () => {
    const { send } = createTestServer();
    send('POST', `${core}/pods`, podManifest('a'));
    const query =
      'watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
    expect(listen(send('GET', `${core}/pods?${query}`)).seen).toEqual(['ADDED a', 'BOOKMARK']);
  });

  it('ends at its timeout, and hears nothing after its close', () => {
    const { send, clock } = createTestServer();
    const timed = listen(send('GET', `${core}/pods?watch=1&timeoutSeconds=5`));
    const closed = listen(send('GET', `${core}/pods?watch=1`));
    closed.close();
    clock.advanceTo(clock.now() + 5_000);
    send('POST', `${core}/pods`, podManifest('late'));
    expect([timed.seen, timed.hasEnded(), closed.seen, closed.hasEnded()]).toEqual([
      [],
      true,
      [],
      true,
    ]);
  });

  it('sends the columns of a table once', () => {
    const { send } = createTestServer();
    const accept = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const columns: unknown[] = [];
    const { stream } = send('GET', `${core}/pods?watch=1`, undefined, accept);
    stream?.start(
      ({ object }) => columns.push((object as { columnDefinitions: unknown }).columnDefinitions),
      () => undefined,
    );
    for (const name of ['a', 'b']) send('POST', `${core}/pods`, podManifest(name));
    expect(columns).toEqual([expect.any(Array), null]);
  });
});
