/** The debugging container itself, before a profile: the same in a pod, in a copy, on a node. */
import type { Json } from '#apimachinery/object.ts';
import { PatchError } from '#apimachinery/patch/patch-error.ts';
import { applyStrategicMergePatch } from '#apimachinery/patch/strategic.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { DebugOptions } from './options.ts';
import type { Container, KeepFlags } from './profiles.ts';

/** What comes after `--`: the command, or with --arguments-only its arguments. */
export function commandPart(
  { flags }: CommandContext,
  { command }: DebugOptions,
): Pick<Container, 'command' | 'args'> {
  if (command.length === 0) return {};
  return flags.bool('arguments-only') ? { args: command } : { command };
}

/** A container as flags ask for it. */
export function newContainer(
  context: CommandContext,
  options: DebugOptions,
  name: string,
): Container {
  const { flags } = context;
  const policy = flags.string('image-pull-policy');
  return {
    name,
    image: flags.string('image'),
    ...commandPart(context, options),
    ...(options.env.length > 0 ? { env: options.env } : {}),
    ...(policy ? { imagePullPolicy: policy } : {}),
    ...(flags.bool('stdin') ? { stdin: true } : {}),
    terminationMessagePolicy: 'File',
    ...(flags.bool('tty') ? { tty: true } : {}),
  };
}

/** The container of that name with the custom profile laid over it. */
export function withCustom<C extends { readonly name: string }>(
  containers: readonly C[],
  name: string,
  custom: DebugOptions['custom'],
): readonly C[] {
  if (!custom) return containers;
  return containers.map((container) => {
    if (container.name !== name) return container;
    const patch = { ...custom, name };
    try {
      const schema = 'io.k8s.api.core.v1.Container';
      return applyStrategicMergePatch(container as unknown as Json, patch, schema) as unknown as C;
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      throw new KubectlError(
        `error creating three way patch to add debug container: ${error.message}`,
      );
    }
  });
}

/** The `--keep-…` flags. */
export const keepFlags = ({ flags }: CommandContext): KeepFlags => ({
  labels: flags.bool('keep-labels'),
  annotations: flags.bool('keep-annotations'),
  liveness: flags.bool('keep-liveness'),
  readiness: flags.bool('keep-readiness'),
  startup: flags.bool('keep-startup'),
  initContainers: flags.bool('keep-init-containers'),
});
