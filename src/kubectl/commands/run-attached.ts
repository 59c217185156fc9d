/** `kubectl run -i`, `--attach`, `--rm`: waits for the pod, attaches to it, and takes its exit status. Mirrors kubectl pkg/cmd/run/run.go handleAttachPod. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import { type ApiResource, resourcePath } from '../discovery.ts';
import { isExpected, KubectlError } from '../errors.ts';
import { attachTo } from './attach-to.ts';
import { objectEvents, timedOut, withTimeout } from './until.ts';

const isOver = ({ status }: Pod): boolean => ['Succeeded', 'Failed'].includes(status?.phase ?? '');

const isReady = ({ status }: Pod): boolean =>
  status?.phase === 'Running' &&
  (status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ??
    false);

interface Watched {
  readonly resource: ApiResource;
  readonly namespace: string;
  readonly name: string;
}

/** The pod once `enough` holds of it. */
function podWhen(
  context: CommandContext,
  pod: Watched,
  enough: (pod: Pod) => boolean,
): Promise<Pod> {
  const timeoutMs = context.flags.durationMs('pod-running-timeout');
  return withTimeout(context, timeoutMs, timedOut(), async (signal) => {
    for await (const event of objectEvents(context, pod, signal)) {
      if (event === 'missing' || event.type === 'DELETED')
        throw new KubectlError(`pods ${JSON.stringify(pod.name)} not found`);
      if (enough(event.object as Pod)) return event.object as Pod;
    }
    throw timedOut();
  });
}

async function printLog({ api, out }: CommandContext, pod: Watched): Promise<void> {
  const path = resourcePath(pod.resource, pod.namespace, pod.name, 'log');
  for await (const text of api.text(path)) await out(text);
}

async function attachOrLog(context: CommandContext, watched: Watched, pod: Pod): Promise<void> {
  if (isOver(pod)) return printLog(context, watched);
  try {
    await attachTo(context, pod, '');
  } catch (error) {
    if (!isExpected(error)) throw error;
    await context.err(
      `warning: couldn't attach to pod/${watched.name}, falling back to streaming logs: ${error.message}\n`,
    );
    await printLog(context, watched);
  }
}

/** Throws what the end of the pod means for kubectl's own. */
function checkPod({ metadata, status }: Pod): void {
  if (status?.phase !== 'Failed') return;
  const ended = status.containerStatuses?.[0]?.state?.terminated;
  const name = `pod ${metadata.namespace}/${metadata.name}`;
  if (!ended?.exitCode) throw new KubectlError(`${name} failed with unknown exit code`);
  const text = `${name} terminated (${ended.reason ?? ''})\n${ended.message ?? ''}`;
  throw new KubectlError(text, { exitCode: ended.exitCode, plain: true });
}

/** Attaches to a pod just made. `remove` takes it away at the end, however that comes. */
export async function runAttached(
  context: CommandContext,
  made: KubeObject,
  remove: () => Promise<void>,
): Promise<void> {
  const { flags, api } = context;
  const resource = (await api.discover()).find('pods');
  if (!resource) throw new KubectlError(`the server doesn't have a resource type "pods"`);
  const { namespace = '', name } = made.metadata;
  const watched = { resource, namespace, name };
  try {
    const pod = await podWhen(context, watched, (one) => isOver(one) || isReady(one));
    await attachOrLog(context, watched, pod);
    const isAwaited =
      !flags.bool('leave-stdin-open') && ['Never', 'OnFailure'].includes(flags.string('restart'));
    if (isAwaited) checkPod(await podWhen(context, watched, isOver));
  } finally {
    if (flags.bool('rm')) await remove();
  }
}
