/** The parts of a pod's spec that have a subresource of their own. Mirrors kubernetes pkg/registry/core/pod/strategy.go podEphemeralContainersStrategy and podResizeStrategy. */
import type { PartRules } from '#apimachinery/kind.ts';
import { countSpecChanges } from '../generation.ts';
import { validateEphemeralUpdate } from '../validation/pod-ephemeral.ts';
import { validateResize } from '../validation/pod-resize.ts';
import type { Container, Pod, PodSpec } from './types.ts';

type Containers = readonly Container[] | undefined;

const withEphemeral = (next: Pod, old: Pod): Pod => {
  const { ephemeralContainers: _old, ...rest } = old.spec;
  const { ephemeralContainers } = next.spec;
  const spec: PodSpec = { ...rest, ...(ephemeralContainers ? { ephemeralContainers } : {}) };
  return countSpecChanges({ ...old, spec }, old);
};

/** Old containers with the resources of the new; the new as they are when they are others, which is refused later. */
function resized(next: Containers = [], old: Containers = []): readonly Container[] {
  if (next.some(({ name }, at) => name !== old[at]?.name)) return next;
  return old.map((container, at) => {
    const { resources: _resources, resizePolicy: _policy, ...rest } = container;
    const { resources, resizePolicy } = next[at] ?? container;
    return {
      ...rest,
      ...(resizePolicy ? { resizePolicy } : {}),
      ...(resources ? { resources } : {}),
    };
  });
}

function withResources(next: Pod, old: Pod): Pod {
  const isCounted =
    next.spec.containers.length === old.spec.containers.length &&
    (next.spec.initContainers?.length ?? 0) === (old.spec.initContainers?.length ?? 0);
  if (!isCounted) return countSpecChanges(next, old);
  const initContainers = resized(next.spec.initContainers, old.spec.initContainers);
  const spec: PodSpec = {
    ...old.spec,
    containers: resized(next.spec.containers, old.spec.containers),
    ...(old.spec.initContainers ? { initContainers } : {}),
  };
  return countSpecChanges({ ...old, spec }, old);
}

export const podParts: Readonly<Record<string, PartRules<Pod>>> = {
  ephemeralcontainers: { prepareUpdate: withEphemeral, validateUpdate: validateEphemeralUpdate },
  resize: { prepareUpdate: withResources, validateUpdate: validateResize, isAdmitted: true },
};
