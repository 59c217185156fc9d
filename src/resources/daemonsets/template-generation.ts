/** The count of a DaemonSet's templates, kept in an annotation since apps/v1 has no field for it. */
import type { DaemonSet } from '../types/daemonset.ts';

const annotation = 'deprecated.daemonset.template.generation';

/** "3" ⇒ 3; undefined without it or when it is no number. Mirrors kubernetes pkg/controller/daemon/util GetTemplateGeneration. */
export function templateGenerationOf({ metadata }: DaemonSet): number | undefined {
  const text = metadata.annotations?.[annotation] ?? '';
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** The DaemonSet with its count said; itself when it says so already. */
export function withTemplateGeneration(object: DaemonSet, generation: number): DaemonSet {
  const { annotations } = object.metadata;
  const text = String(generation);
  if (annotations?.[annotation] === text) return object;
  const metadata = { ...object.metadata, annotations: { ...annotations, [annotation]: text } };
  return { ...object, metadata };
}
