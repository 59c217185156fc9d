/** Where objects are written to: its types, its version, and what it ignores. */
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { emptyOf, writtenObject } from '#apimachinery/patch/apply/as-written.ts';
import { EMPTY } from '#apimachinery/patch/apply/field-set.ts';
import type { Typing } from '#apimachinery/patch/apply/updater.ts';
import { resetFields } from './reset-fields.ts';

export interface Endpoint {
  /** The definition of what is sent here. */
  readonly schema: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly subresource: string;
  readonly typing: Typing;
}

const endpoints = new WeakMap<Kind, Map<string, Endpoint>>();

function makeEndpoint(kind: Kind, subresource: string): Endpoint {
  const { schema, group, version } = kind;
  return {
    schema,
    group,
    version,
    kind: kind.kind,
    apiVersion: apiVersionOf(kind),
    subresource,
    typing: {
      type: kind.structure
        ? { type: 'object', inline: kind.structure }
        : { type: 'object', ref: schema },
      ignored: resetFields(kind, subresource),
    },
  };
}

/** The endpoint of a kind, or of its subresource that speaks of the kind itself. */
export function endpointOf(kind: Kind, subresource: string): Endpoint {
  const known = endpoints.get(kind)?.get(subresource);
  if (known) return known;
  const made = makeEndpoint(kind, subresource);
  const ofKind = endpoints.get(kind) ?? new Map<string, Endpoint>();
  endpoints.set(kind, ofKind.set(subresource, made));
  return made;
}

const SCALE = 'io.k8s.api.autoscaling.v1.Scale';

/** Where every kind's Scale is written to. */
export const scaleEndpoint: Endpoint = {
  schema: SCALE,
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  apiVersion: 'autoscaling/v1',
  subresource: 'scale',
  typing: { type: { type: 'object', ref: SCALE }, ignored: EMPTY },
};

/** An object as its fields are counted: as Go writes it, without managedFields; a new one where there is none. */
export function countable({ schema }: Endpoint, object: KubeObject | undefined): JsonObject {
  if (!object) return emptyOf(schema);
  const { managedFields: _managed, ...metadata } = object.metadata;
  return writtenObject(schema, { ...object, metadata } as unknown as JsonObject);
}
