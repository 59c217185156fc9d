/** A container that fails by itself, because somebody wants to see what follows. */
import type { PodWorker } from './pod-worker.ts';

/** False when it does not run. Nothing in the API caused it. */
export function crashContainer(
  worker: PodWorker | undefined,
  container: string,
  exitCode: number,
): boolean {
  const run = worker?.records.find(({ spec }) => spec.name === container)?.run;
  if (!worker || run?.state !== 'running' || !run.process) return false;
  worker.cause = 0;
  run.process.end(exitCode);
  return true;
}
