/** Waiting until objects are gone, as `delete` does. Mirrors kubectl pkg/cmd/wait/delete.go IsDeleted. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from './command.ts';
import { isNotFound, KubectlError } from './errors.ts';
import type { Info } from './resource-args.ts';

/** The object while it is still the one that was deleted. */
async function remaining(
  { api }: CommandContext,
  { resource, namespace, name }: Info,
  uid: string | undefined,
): Promise<KubeObject | undefined> {
  try {
    const object = await api.get(resource, namespace, name);
    return uid === undefined || object.metadata.uid === uid ? object : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Watches one object until it is deleted or the signal says stop. */
async function watchUntilDeleted(
  context: CommandContext,
  info: Info,
  object: KubeObject,
  signal: AbortSignal,
): Promise<void> {
  const frames = context.api.watch(info.resource, {
    namespace: info.namespace,
    fieldSelector: `metadata.name=${info.name}`,
    resourceVersion: object.metadata.resourceVersion,
    signal,
  });
  for await (const frame of frames) if (frame.type === 'DELETED') return;
}

/** A signal that fires with the command's own, or when virtual time is up. */
function deadline(
  { host }: CommandContext,
  timeoutMs: number,
): { readonly signal: AbortSignal; readonly isOver: () => boolean; release(): void } {
  const controller = new AbortController();
  let over = false;
  const stop = (): void => controller.abort(host.signal.reason);
  if (host.signal.aborted) stop();
  host.signal.addEventListener('abort', stop, { once: true });
  const expire = (): void => {
    over = true;
    controller.abort(new KubectlError('timed out'));
  };
  const ignore = (): void => undefined;
  if (timeoutMs > 0) host.clock.sleep(timeoutMs, controller.signal).then(expire, ignore);
  return {
    signal: controller.signal,
    isOver: () => over,
    release: () => {
      host.signal.removeEventListener('abort', stop);
      controller.abort();
    },
  };
}

/** Waits for each in turn; `timeoutMs` 0 waits for as long as it takes. */
export async function waitUntilGone(
  context: CommandContext,
  targets: readonly { readonly info: Info; readonly uid: string | undefined }[],
  timeoutMs: number,
): Promise<void> {
  const limit = deadline(context, timeoutMs);
  try {
    for (const { info, uid } of targets) {
      const object = await remaining(context, info, uid);
      if (!object) continue;
      try {
        await watchUntilDeleted(context, info, object, limit.signal);
      } catch (error) {
        if (!limit.isOver()) throw error;
        throw new KubectlError(
          `timed out waiting for the condition on ${info.resource.plural}/${info.name}`,
        );
      }
    }
  } finally {
    limit.release();
  }
}
