/** The annotation in which `kubectl apply` keeps what was last applied. Mirrors kubectl pkg/util/apply.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { goJson } from './printers/go-json.ts';

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** The configuration an object was last applied with, as text; undefined when it never was. */
export const lastAppliedOf = (object: KubeObject): string | undefined =>
  object.metadata.annotations?.[lastAppliedAnnotation];

/** The object with itself (without the annotation) as compact, sorted JSON in the annotation. */
export function withLastApplied(object: KubeObject): KubeObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations ?? {};
  const bare = { ...object, metadata: { ...object.metadata, annotations } };
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...annotations, [lastAppliedAnnotation]: `${goJson(bare)}\n` },
    },
  };
}
