/** Where objects keep their pod spec, and changing it there. Mirrors kubectl pkg/polymorphichelpers/updatepodspec.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Container, PodSpec } from '#resources/pods/types.ts';
import { KubectlError } from '../../errors.ts';

const TEMPLATE = ['spec', 'template', 'spec'] as const;
const paths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  ReplicationController: TEMPLATE,
  Deployment: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

type Tree = Readonly<Record<string, unknown>>;
const asTree = (value: unknown): Tree =>
  typeof value === 'object' && value !== null ? (value as Tree) : {};

/** A copy with `change` made at `path`; every part beside it is shared. */
function changeAt(tree: Tree, path: readonly string[], change: (part: Tree) => Tree): Tree {
  const [head, ...rest] = path;
  if (head === undefined) return change(tree);
  return { ...tree, [head]: changeAt(asTree(tree[head]), rest, change) };
}

/** Whether an object is of a kind that has one. */
export const hasPodSpec = ({ kind }: KubeObject): boolean => paths[kind] !== undefined;

/** The object with its pod spec changed. Throws for kinds without one. */
export function withPodSpec(object: KubeObject, change: (spec: PodSpec) => PodSpec): KubeObject {
  const path = paths[object.kind];
  if (!path)
    throw new KubectlError(
      `the object is not a pod or does not have a pod template: *v1.${object.kind}`,
    );
  const changed = changeAt(asTree(object), path, (part) =>
    asTree(change(part as unknown as PodSpec)),
  );
  return changed as unknown as KubeObject;
}

/** `web`, `web*`, `*`: whether a container's name is meant. */
export function matchesName(name: string, spec: string): boolean {
  if (spec === '*') return true;
  const pattern = spec
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 's').test(name);
}

/** Every container that `change` gives another of, in init containers and containers. */
export function mapContainers(spec: PodSpec, change: (container: Container) => Container): PodSpec {
  return {
    ...spec,
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(change) } : {}),
    containers: (spec.containers ?? []).map(change),
  };
}

/** Init containers and containers. */
export const allContainers = (spec: PodSpec): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...(spec.containers ?? []),
];
