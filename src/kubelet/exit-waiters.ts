/** Those who wait for runs of a pod to end; seldom anybody. */
import type { ContainerRun } from './container.ts';

export class ExitWaiters {
  private waiting: Map<ContainerRun, () => void> | undefined;

  add(run: ContainerRun, resume: () => void): void {
    this.waiting ??= new Map();
    this.waiting.set(run, resume);
  }

  /** The run has ended. */
  release(run: ContainerRun): void {
    const resume = this.waiting?.get(run);
    this.waiting?.delete(run);
    resume?.();
  }
}
