/** Waits for a debugging container and attaches to it; reads its log when it has ended already. Mirrors kubectl pkg/cmd/debug/debug.go handleAttachPod. */
import { notFoundError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import { type ApiResource, queryOf, resourcePath } from '../../discovery.ts';
import { isExpected, KubectlError } from '../../errors.ts';
import { attachTo } from '../attach-to.ts';
import { objectEvents } from '../until.ts';
import type { Debugged } from './ephemeral.ts';

const statusOf = ({ status }: Pod, container: string) =>
  [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ].find(({ name }) => name === container);

/** The pod once the container runs or has ended; what it waits for meanwhile is told. */
async function whenRunning(
  context: CommandContext,
  resource: ApiResource,
  { namespace, pod: name, container }: Debugged,
): Promise<Pod> {
  const { flags, err, host } = context;
  for await (const event of objectEvents(context, { resource, namespace, name }, host.signal)) {
    if (event === 'missing') continue;
    if (event.type === 'DELETED') throw notFoundError({ group: '', plural: 'pods' }, '');
    const pod = event.object as Pod;
    const state = statusOf(pod, container)?.state;
    if (state?.running || state?.terminated) return pod;
    const message = state?.waiting?.message;
    if (message && !flags.bool('quiet')) await err(`Warning: container ${container}: ${message}\n`);
  }
  throw new KubectlError('the watch on the pod ended early');
}

async function printLog(
  { api, out }: CommandContext,
  resource: ApiResource,
  { namespace, pod, container }: Debugged,
): Promise<void> {
  const path = resourcePath(resource, namespace, pod, 'log') + queryOf({ container });
  for await (const text of api.text(path)) await out(text);
}

export async function attachDebugger(
  context: CommandContext,
  resource: ApiResource,
  debugged: Debugged,
): Promise<void> {
  const pod = await whenRunning(context, resource, debugged);
  if (statusOf(pod, debugged.container)?.state?.terminated)
    return printLog(context, resource, debugged);
  try {
    await attachTo(context, pod, debugged.container);
  } catch (error) {
    if (!isExpected(error)) throw error;
    await context.err(
      `warning: couldn't attach to pod/${debugged.pod}, falling back to streaming logs: ${error.message}\n`,
    );
    await printLog(context, resource, debugged);
  }
}
