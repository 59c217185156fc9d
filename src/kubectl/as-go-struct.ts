/** An object as it comes out of one of Go's structs: without fields that the struct hasn't, with those it always writes. */
import type { Json, JsonObject, KubeObject } from '#apimachinery/object.ts';
import { writtenObject } from '#apimachinery/patch/apply/as-written.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import { KubectlError } from './errors.ts';
import { schemaOf } from './strategic-diff.ts';

/** The object read as its kind and written again; of a kind that kubectl does not know, as it is. */
export function asGoStruct(object: KubeObject): KubeObject {
  const schema = schemaOf(object.apiVersion, object.kind);
  if (!schema) return object;
  const { value, typeError } = decode(schema, object as unknown as Json);
  if (typeError !== undefined) throw new KubectlError(typeError);
  const { kind, apiVersion } = object;
  const written = writtenObject(schema, value as JsonObject) as unknown as KubeObject;
  return { ...written, kind, apiVersion };
}
