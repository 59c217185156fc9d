/** The pod that a sync works for, as its steps see it. */
import type { ContainerRecord, ContainerRun } from './container.ts';
import type { PodContext } from './pod-context.ts';

/** What the steps need of the pod they work for. */
export interface SyncTarget {
  readonly records: readonly ContainerRecord[];
  readonly context: () => PodContext;
  /** Makes the sandbox: the pod has its address now. */
  createSandbox(): void;
  /** A container's run or its reason to wait is another. `isNewRun`: the runtime has something new to list. */
  touch(record: ContainerRecord, isNewRun: boolean): void;
  /** Resolves a wait for the exit of a run. */
  whenExited(run: ContainerRun, resume: () => void): void;
}
