/** What containers use of their node's memory and disk: a small model, for OOM kills, evictions and `top`. */
import type { ContainerRecord, ContainerRun } from './container.ts';

const KIBI = 1_024;
/** What a container writes besides its log. */
const WRITABLE_BYTES = 28 * KIBI;

/** Working set of a run: its process's own, or what its image takes at rest. */
export const memoryBytes = (run: ContainerRun): number =>
  run.process?.memoryBytes ?? run.image.image.memoryBytes ?? 3 * KIBI * KIBI;

/** Its writable layer and its log. */
export function diskBytes(run: ContainerRun): number {
  const logged = run.log.lines().reduce((sum, { text }) => sum + text.length + 1, 0);
  return Math.ceil((WRITABLE_BYTES + logged) / (4 * KIBI)) * 4 * KIBI;
}

/** Of all its running containers. */
export const totalOf = (
  records: readonly ContainerRecord[],
  bytesOf: (run: ContainerRun) => number,
): number =>
  records.reduce((sum, { run }) => sum + (run?.state === 'running' ? bytesOf(run) : 0), 0);
