/** `kubectl debug POD`: a container more in a pod that runs. Mirrors kubectl pkg/cmd/debug/debug.go debugByEphemeralContainer. */
import { StatusError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import { strategicPatch } from '../patch-between.ts';
import { keepFlags, newContainer, withCustom } from './container.ts';
import { debugContainerName } from './container-name.ts';
import type { DebugOptions } from './options.ts';
import { withProfile } from './profiles.ts';
import { warnOfUser } from './warning.ts';

type EphemeralContainer = NonNullable<Pod['spec']['ephemeralContainers']>[number];

/** Where a pod is debugged, and in which of its containers. */
export interface Debugged {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** The pod with one ephemeral container more. */
function withContainer(
  context: CommandContext,
  options: DebugOptions,
  pod: Pod,
  name: string,
): Pod {
  const target = context.flags.string('target');
  const container = {
    ...newContainer(context, options, name),
    ...(target ? { targetContainerName: target } : {}),
  } as EphemeralContainer;
  const ephemeralContainers = [...(pod.spec.ephemeralContainers ?? []), container];
  const grown = { ...pod, spec: { ...pod.spec, ephemeralContainers } };
  const input = { profile: options.profile, style: 'ephemeral', container: name } as const;
  const profiled = withProfile(grown, { ...input, keep: keepFlags(context) });
  const all = withCustom(profiled.spec.ephemeralContainers ?? [], name, options.custom);
  return { ...profiled, spec: { ...profiled.spec, ephemeralContainers: all } };
}

/** Without details, it is the path that is not found rather than the pod. */
function explained(error: unknown): unknown {
  if (!(error instanceof StatusError) || error.reason !== 'NotFound') return error;
  if (error.status.details?.name) return error;
  return new KubectlError(
    `ephemeral containers are disabled for this cluster (error from server: ${JSON.stringify(error.message)})`,
  );
}

export async function debugInPod(
  context: CommandContext,
  options: DebugOptions,
  resource: ApiResource,
  pod: Pod,
): Promise<Debugged> {
  const name = await debugContainerName(context, pod);
  const next = withContainer(context, options, pod, name);
  await warnOfUser(context, next, next.spec.ephemeralContainers?.at(-1) as EphemeralContainer);
  const body = strategicPatch(pod, next);
  const { namespace = context.namespace } = pod.metadata;
  const { name: podName } = pod.metadata;
  try {
    await context.api.patch(resource, namespace, podName, 'strategic', body, {
      subresource: 'ephemeralcontainers',
    });
  } catch (error) {
    throw explained(error);
  }
  return { namespace, pod: podName, container: name };
}
