/** PATCH: the object as it is, changed as the patch says, then updated. Mirrors apiserver pkg/endpoints/handlers/patch.go. */
import type { Call, PatchType, Subresource, WriteOptions } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { applyJsonPatch } from '#apimachinery/patch/json.ts';
import { applyMergePatch } from '#apimachinery/patch/merge.ts';
import { PatchError } from '#apimachinery/patch/patch-error.ts';
import { applyStrategicMergePatch } from '#apimachinery/patch/strategic.ts';
import { badRequestError, notFoundError, StatusError } from '#apimachinery/status.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { readScale, type Scale, updateScale } from '../subresources/scale.ts';
import { update } from './update.ts';

/** What is not here says so, in one sentence (design §3.9). */
const noServerSideApply = (): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    'server-side apply is not available in this cluster yet: use a merge, strategic merge or JSON patch',
  );

const toStatusError = (error: unknown): unknown => {
  if (!(error instanceof PatchError)) return error;
  if (error.isBadRequest) return badRequestError(error.message);
  return new StatusError(422, 'Invalid', error.message, {});
};

/** `document` as the patch leaves it. `schema` is the name of its definition, for merge keys. */
function patched(
  type: PatchType,
  document: unknown,
  patch: unknown,
  schema: string | undefined,
): Json {
  try {
    if (type === 'json') return applyJsonPatch(document as Json, patch as Json);
    if (type === 'merge') return applyMergePatch(document as Json, patch as Json);
    if (type === 'strategic')
      return applyStrategicMergePatch(document as Json, patch as Json, schema);
  } catch (error) {
    throw toStatusError(error);
  }
  throw noServerSideApply();
}

/** What a caller may do between patching and storing: decode, warn. */
export type Decode = (document: Json) => Incoming;

/** Patches an object or one of its subresources. */
export function patch(
  server: ServerContext,
  kind: Kind,
  namespace: string,
  name: string,
  type: PatchType,
  body: unknown,
  call: Call,
  subresource: Subresource = '',
  options?: WriteOptions,
  decode: Decode = (document) => document as unknown as Incoming,
): KubeObject {
  if (subresource === 'scale') {
    const scale = patched(type, readScale(server, kind, namespace, name), body, undefined);
    return updateScale(server, kind, scale as unknown as Scale, call, options);
  }
  const old = lookUp(server, kind, namespace, name);
  if (!old) throw notFoundError(kind, name);
  const next = decode(patched(type, old, body, kind.schema));
  checkIdentity(old, next);
  return update(server, kind, next, call, subresource, options);
}

/** A patch may not turn an object into another. */
function checkIdentity(old: KubeObject, next: Incoming): void {
  const name = next.metadata?.name;
  if (name !== old.metadata.name) {
    throw badRequestError(
      `the name of the object (${name ?? ''}) does not match the name on the URL (${old.metadata.name})`,
    );
  }
  const namespace = next.metadata?.namespace ?? '';
  if (namespace !== (old.metadata.namespace ?? '')) {
    throw badRequestError(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}
