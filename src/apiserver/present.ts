/** Objects in the form a request accepts: themselves, a Table, or their metadata. */
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ServerContext } from './context.ts';
import { withFieldSets } from './field-set.ts';
import type { Form } from './media.ts';
import { type IncludeObject, type ListMeta, partialObject, tableOf } from './table.ts';

export interface Presentation {
  readonly form: Form;
  readonly include: IncludeObject;
}

const shown = (kind: Kind, object: KubeObject): KubeObject => withFieldSets(kind.schema, object);

/** One object, as an answer's body. */
export function presentObject(
  server: ServerContext,
  kind: Kind,
  object: KubeObject,
  { form, include }: Presentation,
): unknown {
  if (form === 'table') {
    const { resourceVersion } = object.metadata;
    return tableOf(kind, [object], { resourceVersion }, include, server.clock.now());
  }
  return form === 'metadata' ? partialObject(shown(kind, object)) : shown(kind, object);
}

/** A list of objects, as an answer's body. */
export function presentList(
  server: ServerContext,
  kind: Kind,
  objects: readonly KubeObject[],
  metadata: ListMeta,
  { form, include }: Presentation,
): unknown {
  if (form === 'table') return tableOf(kind, objects, metadata, include, server.clock.now());
  if (form === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: objects.map((object) => partialObject(shown(kind, object))),
    };
  }
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata,
    items: objects.map((object) => shown(kind, object)),
  };
}
