/** When metadata.generation grows: with the spec, never with the status. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject } from '#apimachinery/object.ts';

/** `object` as the first of its generations. */
export const firstGeneration = <T extends KubeObject>(object: T): T =>
  object.metadata.generation === 1
    ? object
    : { ...object, metadata: { ...object.metadata, generation: 1 } };

/** `next` with old's generation, one more when `isChanged`; nobody sets it from outside. */
export function countGeneration<T extends KubeObject>(next: T, old: T, isChanged: boolean): T {
  const before = old.metadata.generation ?? 0;
  const generation = isChanged ? before + 1 : before;
  return next.metadata.generation === generation
    ? next
    : { ...next, metadata: { ...next.metadata, generation } };
}

/** The usual rule: one more when the spec changed. */
export const countSpecChanges = <T extends KubeObject & { readonly spec: unknown }>(
  next: T,
  old: T,
): T => countGeneration(next, old, !isEqual(next.spec, old.spec));

/** `next` with the status `old` had: writes of the main resource leave it alone. */
export const keepStatus = <T extends KubeObject & { readonly status: unknown }>(
  next: T,
  old: T,
): T => (next.status === old.status ? next : { ...next, status: old.status });
