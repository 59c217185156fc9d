/** `kubectl debug POD --copy-to=…`: another pod like it, changed for debugging. Mirrors kubectl pkg/cmd/debug/debug.go debugByCopy. */
import type { Pod, PodSpec } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import { containersOf } from '../pod-containers.ts';
import { commandPart, keepFlags, withCustom } from './container.ts';
import { debugContainerName } from './container-name.ts';
import type { Debugged } from './ephemeral.ts';
import type { DebugOptions } from './options.ts';
import type { Container } from './profiles.ts';
import { withProfile } from './profiles.ts';
import { warnOfUser } from './warning.ts';

/** The pod under its new name, with `--set-image`, `--same-node` and `--share-processes` followed. */
function copyOf({ flags }: CommandContext, { setImages }: DebugOptions, pod: Pod): Pod {
  const { ephemeralContainers: _none, nodeName, ...spec } = pod.spec;
  const containers = spec.containers.map((container) => {
    const image = setImages.get(container.name) ?? setImages.get('*');
    return image ? { ...container, image } : container;
  });
  const copied: PodSpec = {
    ...spec,
    ...(flags.bool('same-node') && nodeName ? { nodeName } : {}),
    ...(flags.changed('share-processes')
      ? { shareProcessNamespace: flags.bool('share-processes') }
      : {}),
    containers,
  };
  const { namespace, annotations, labels } = pod.metadata;
  const metadata = {
    name: flags.string('copy-to'),
    ...(namespace ? { namespace } : {}),
    ...(annotations ? { annotations } : {}),
    ...(labels ? { labels } : {}),
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: copied } as unknown as Pod;
}

/** A container as flags change it. */
function changed(context: CommandContext, options: DebugOptions, before: Container): Container {
  const { flags } = context;
  const { args: _args, stdin: _stdin, tty: _tty, ...rest } = before;
  const command = commandPart(context, options);
  const image = flags.string('image');
  const policy = flags.string('image-pull-policy');
  return {
    ...rest,
    ...(before.args && options.command.length === 0 ? { args: before.args } : {}),
    ...command,
    ...(options.env.length > 0 ? { env: options.env } : {}),
    ...(image ? { image } : {}),
    ...(policy ? { imagePullPolicy: policy } : {}),
    ...(flags.bool('stdin') ? { stdin: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
  };
}

/** The name of the container to debug with, made when there is none; "" with `--set-image` alone. */
async function containerName(
  context: CommandContext,
  { setImages }: DebugOptions,
  copy: Pod,
): Promise<{ readonly name: string; readonly isNew: boolean }> {
  const { flags } = context;
  const asked = flags.string('container');
  if (containersOf(copy).some(({ name }) => name === asked)) return { name: asked, isNew: false };
  if (flags.string('image')) return { name: await debugContainerName(context, copy), isNew: true };
  if (setImages.size > 0) return { name: '', isNew: false };
  throw new KubectlError('you must specify image when creating new container');
}

async function debugCopy(
  context: CommandContext,
  options: DebugOptions,
  pod: Pod,
): Promise<{ readonly copy: Pod; readonly name: string }> {
  const copy = copyOf(context, options, pod);
  const { name, isNew } = await containerName(context, options, copy);
  if (!name) return { copy, name };
  const { containers, initContainers } = copy.spec;
  const fresh: Container = { name, terminationMessagePolicy: 'File' };
  const all = isNew ? [...containers, fresh] : containers;
  const change = (list: readonly Container[]): readonly Container[] =>
    list.map((one) => (one.name === name ? changed(context, options, one) : one));
  const spec = {
    ...copy.spec,
    containers: change(all),
    ...(initContainers ? { initContainers: change(initContainers) } : {}),
  };
  const input = { profile: options.profile, style: 'copy', container: name } as const;
  const profiled = withProfile({ ...copy, spec }, { ...input, keep: keepFlags(context) });
  if (options.custom && !profiled.spec.containers.some((one) => one.name === name))
    throw new KubectlError(`unable to find the ${name} container in the pod ${copy.metadata.name}`);
  const custom = withCustom(profiled.spec.containers, name, options.custom);
  return { copy: { ...profiled, spec: { ...profiled.spec, containers: custom } }, name };
}

export async function debugByCopy(
  context: CommandContext,
  options: DebugOptions,
  resource: ApiResource,
  pod: Pod,
): Promise<Debugged> {
  const { copy, name } = await debugCopy(context, options, pod);
  await warnOfUser(
    context,
    copy,
    copy.spec.containers.find((one) => one.name === name),
  );
  const { namespace = context.namespace } = pod.metadata;
  await context.api.create(resource, namespace, copy);
  if (context.flags.bool('replace'))
    await context.api.delete(resource, namespace, pod.metadata.name, { gracePeriodSeconds: 0 });
  return { namespace, pod: copy.metadata.name, container: name };
}
