/** `kubectl debug`: in a pod, in a copy of it, or on a node. Mirrors kubectl pkg/cmd/debug/debug.go Run. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import { type ApiResource, groupVersionOf } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import { type FetchedInfo, visitResources } from '../../resource-args.ts';
import { attachDebugger } from './attach.ts';
import { debugByCopy } from './copy.ts';
import { type Debugged, debugInPod } from './ephemeral.ts';
import { debugNode } from './node.ts';
import { type DebugOptions, optionsOf, validate } from './options.ts';

function visitPod(
  context: CommandContext,
  options: DebugOptions,
  pods: ApiResource,
  pod: Pod,
): Promise<Debugged> {
  return context.flags.string('copy-to')
    ? debugByCopy(context, options, pods, pod)
    : debugInPod(context, options, pods, pod);
}

async function visit(
  context: CommandContext,
  options: DebugOptions,
  pods: ApiResource,
  { resource, object }: FetchedInfo,
): Promise<Debugged> {
  const isCore = resource.group === '';
  if (isCore && resource.kind === 'Node') return debugNode(context, options, pods, object);
  if (isCore && resource.kind === 'Pod')
    return visitPod(context, options, pods, object as KubeObject as Pod);
  const version = isCore ? `/${resource.version}` : groupVersionOf(resource);
  throw new KubectlError(`"${version}, Kind=${resource.kind}" not supported by debug`);
}

export async function run(context: CommandContext): Promise<undefined> {
  const { flags, api } = context;
  const options = optionsOf(context);
  await validate(context, options);
  const args = options.targets.map((name) => (name.includes('/') ? name : `pods/${name}`));
  const pods = (await api.discover()).find('pods');
  if (!pods) throw new KubectlError(`the server doesn't have a resource type "pods"`);
  await visitResources(context, { args, filenames: flags.list('filename') }, async (info) => {
    const debugged = await visit(context, options, pods, info);
    if (options.attach && debugged.container) await attachDebugger(context, pods, debugged);
  });
}
