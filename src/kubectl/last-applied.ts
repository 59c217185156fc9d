/** The annotation in which `kubectl apply` keeps what was last applied. Mirrors kubectl pkg/util/apply.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { goJson } from './printers/go-json.ts';

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** The configuration an object was last applied with, as text; undefined when it never was. */
export const lastAppliedOf = (object: KubeObject): string | undefined =>
  object.metadata.annotations?.[lastAppliedAnnotation];

/** The object with `text` in the annotation. */
const annotated = (object: KubeObject, text: string): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, [lastAppliedAnnotation]: `${text}\n` },
  },
});

/** The object with itself (without the annotation) as compact, sorted JSON in the annotation. */
export function withLastApplied(object: KubeObject): KubeObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations ?? {};
  const bare = { ...object, metadata: { ...object.metadata, annotations } };
  return annotated(object, goJson(bare));
}

/** The same for an object that kubectl made by itself: its JSON is that of a Go struct, in its order. */
export const withMadeApplied = (made: KubeObject): KubeObject =>
  annotated(made, goJson(made, { keepOrder: true }));
