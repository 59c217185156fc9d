/** A pod as its containers need it, and as the kubelet names it. */
import type { Pod } from '#resources/pod.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import type { NodeRuntime } from './node-runtime.ts';

/** A pod as its containers need it. */
export interface PodContext {
  readonly node: NodeRuntime;
  readonly pod: Pod;
  readonly podIP: string;
  /** Called when a container's process has ended. */
  onExit(record: ContainerRecord, run: ContainerRun, exitCode: number): void;
}

/** "web_default(8cac4207-…)": how the kubelet names a pod. Mirrors pkg/kubelet/util/format/pod.go. */
export const printPod = ({ metadata }: Pod): string =>
  `${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid})`;
