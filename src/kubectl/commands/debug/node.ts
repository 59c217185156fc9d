/** `kubectl debug node/NAME`: a pod on the node, in the host's namespaces. Mirrors kubectl pkg/cmd/debug/debug.go generateNodeDebugPod. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { keepFlags, newContainer, withCustom } from './container.ts';
import { nameSuffix } from './container-name.ts';
import type { Debugged } from './ephemeral.ts';
import type { DebugOptions } from './options.ts';
import { withProfile } from './profiles.ts';

function nodePod(
  context: CommandContext,
  options: DebugOptions,
  node: string,
  names: { readonly pod: string; readonly container: string },
): Pod {
  const { namespace } = context;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: names.pod,
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' },
    },
    spec: {
      containers: [newContainer(context, options, names.container)],
      nodeName: node,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
    },
  } as unknown as Pod;
  const input = { profile: options.profile, style: 'node', container: names.container } as const;
  const profiled = withProfile(pod, { ...input, keep: keepFlags(context) });
  const containers = withCustom(profiled.spec.containers, names.container, options.custom);
  return { ...profiled, spec: { ...profiled.spec, containers } };
}

export async function debugNode(
  context: CommandContext,
  options: DebugOptions,
  pods: ApiResource,
  { metadata }: KubeObject,
): Promise<Debugged> {
  const { flags, out, api, namespace } = context;
  const container = flags.string('container') || 'debugger';
  const node = metadata.name;
  const pod = `node-debugger-${node}-${nameSuffix(context, `${metadata.uid}/${metadata.resourceVersion}`)}`;
  if (!flags.bool('quiet'))
    await out(`Creating debugging pod ${pod} with container ${container} on node ${node}.\n`);
  await api.create(pods, namespace, nodePod(context, options, node, { pod, container }));
  return { namespace, pod, container };
}
