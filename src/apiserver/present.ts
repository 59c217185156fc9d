/** Objects in the form a request accepts: themselves, a Table, or their metadata. */
import { memoised } from '#apimachinery/intern.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ServerContext } from './context.ts';
import { withEntries } from './managed-fields.ts';
import type { Form } from './media.ts';
import { type IncludeObject, type ListMeta, partialObject, tableOf } from './table.ts';

export interface Presentation {
  readonly form: Form;
  readonly include: IncludeObject;
}

/** What readers outside see: shown once for each object. */
const shown: (object: KubeObject) => KubeObject = memoised(withEntries);

/** What was made for the answer has a name alone. */
const nameless = memoised(
  (object: KubeObject): KubeObject =>
    ({ ...object, metadata: { name: object.metadata.name } }) as KubeObject,
);
const showAs = (kind: Kind, object: KubeObject): KubeObject =>
  kind.isComputed ? nameless(object) : shown(object);

/** What is built in says its kind once for all items of a list; custom resources say it each. */
function itemOf(kind: Kind, object: KubeObject): object {
  const item = showAs(kind, object);
  if (kind.structure) return item;
  const { apiVersion: _version, kind: _kind, ...rest } = item;
  return rest;
}

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
  return form === 'metadata' ? partialObject(showAs(kind, object)) : showAs(kind, object);
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
      items: objects.map((object) => partialObject(shown(object))),
    };
  }
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata,
    items: objects.map((object) => itemOf(kind, object)),
  };
}
