/** Waiting for one object: as it is now, then every change, until something is so or time runs out. */
import type { WatchFrame } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import type { ApiResource } from '../discovery.ts';
import { KubectlError } from '../errors.ts';

/** The object a command waits for. */
export interface Awaited {
  readonly resource: ApiResource;
  readonly namespace: string;
  readonly name: string;
}

export interface ObjectEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/** `timed out waiting for the condition` */
export const timedOut = (about = ''): KubectlError =>
  new KubectlError(`timed out waiting for the condition${about ? ` on ${about}` : ''}`);

/**
 * Runs `work` with a signal that fires on Ctrl-C, and after `timeoutMs` of virtual time (0: never);
 * then it throws `late`.
 */
export async function withTimeout<T>(
  { host }: CommandContext,
  timeoutMs: number,
  late: Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (timeoutMs === 0) return work(host.signal);
  const over = new AbortController();
  const stopped = new AbortController();
  const signal = AbortSignal.any([host.signal, over.signal]);
  const alarm = host.clock
    .sleep(timeoutMs, AbortSignal.any([host.signal, stopped.signal]))
    .then(() => over.abort(late), ignoreCancelled);
  try {
    return await work(signal);
  } finally {
    stopped.abort();
    await alarm;
  }
}

/** An alarm that was called off is no failure. */
const ignoreCancelled = (): undefined => undefined;

const isChange = (frame: WatchFrame): boolean =>
  frame.type === 'ADDED' || frame.type === 'MODIFIED' || frame.type === 'DELETED';

/** The object's state as an ADDED event, if it is there, then its changes for ever. */
export async function* objectEvents(
  { api }: CommandContext,
  { resource, namespace, name }: Awaited,
  signal: AbortSignal,
): AsyncGenerator<ObjectEvent | 'missing'> {
  const query = { namespace, fieldSelector: `metadata.name=${name}` };
  const { items, metadata } = await api.list(resource, query);
  for (const object of items) yield { type: 'ADDED', object };
  if (items.length === 0) yield 'missing';
  const { resourceVersion } = metadata;
  const frames = api.watch(resource, {
    ...query,
    ...(resourceVersion ? { resourceVersion } : {}),
    signal,
  });
  for await (const frame of frames) {
    if (frame.type === 'ERROR') throw new KubectlError('the watch on the object ended early');
    if (isChange(frame)) yield frame as ObjectEvent;
  }
}
