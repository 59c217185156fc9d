/** What the API says of a field: whether a list is merged, and by which keys. Mirrors kyaml openapi ResourceSchema. */
import { definition, type FieldSchema } from '#apimachinery/schema.ts';
import { schemaOf } from '../../strategic-diff.ts';
import { fieldOf, type Node, textOf } from '../node.ts';

export type FieldKind = FieldSchema | undefined;

/** The schema of an object, by its apiVersion and kind; undefined for kinds nobody knows. */
export function schemaOfObject(node: Node | undefined): FieldKind {
  const apiVersion = textOf(fieldOf(node, 'apiVersion'));
  const kind = textOf(fieldOf(node, 'kind'));
  const ref = apiVersion && kind ? schemaOf(apiVersion, kind) : undefined;
  return ref ? { type: 'object', ref } : undefined;
}

export function schemaOfField(schema: FieldKind, name: string): FieldKind {
  if (schema?.type === 'map') return schema.items;
  const own = schema?.inline ?? (schema?.ref ? definition(schema.ref) : undefined);
  return own && Object.hasOwn(own.fields, name) ? own.fields[name] : undefined;
}

export const isMerged = (schema: FieldKind): boolean =>
  (schema?.patchStrategy ?? '').split(',').includes('merge');

/** ["containerPort", "protocol"]; none for lists of plain values. */
export const keysOf = (schema: FieldKind): readonly string[] =>
  schema?.listMapKeys ?? (schema?.mergeKey ? [schema.mergeKey] : []);
