/** PATCH: the object as it is, changed as the patch says, then updated. Mirrors apiserver pkg/endpoints/handlers/patch.go. */
import type { Call, PatchType, Subresource, WriteOptions } from '#apimachinery/api.ts';
import { invalid } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { applyJsonPatch } from '#apimachinery/patch/json.ts';
import { applyMergePatch, isJsonObject } from '#apimachinery/patch/merge.ts';
import { PatchError } from '#apimachinery/patch/patch-error.ts';
import { applyStrategicMergePatch } from '#apimachinery/patch/strategic.ts';
import { decode as decodeSchema } from '#apimachinery/schema-decode.ts';
import { badRequestError, invalidError, notFoundError, StatusError } from '#apimachinery/status.ts';
import { managedGiven } from '../apply/given.ts';
import { entriesOf } from '../apply/ledger.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { scaleKind } from '../request-kinds.ts';
import { readScale, type Scale, updateScale } from '../subresources/scale.ts';
import { applyPatch, applyScale } from './apply.ts';
import { checkIdentity } from './identity.ts';
import { update } from './update.ts';

/** What a caller may do between patching and storing: decode, warn. */
export type Decode = (document: Json) => Incoming;

const toStatusError = (error: unknown): unknown => {
  if (!(error instanceof PatchError)) return error;
  if (error.code === 400) return badRequestError(error.message);
  if (error.code === 422) return new StatusError(422, 'Invalid', error.message, {});
  const reason = error.code === 413 ? 'RequestEntityTooLarge' : '';
  return new StatusError(error.code, reason, error.message);
};

/** `document` as the patch leaves it. `schema` is the name of its definition, for merge keys. */
function patched(
  type: Exclude<PatchType, 'apply'>,
  document: unknown,
  patch: unknown,
  schema: string | undefined,
): Json {
  try {
    if (type === 'json') return applyJsonPatch(document as Json, patch as Json);
    if (type === 'merge') return applyMergePatch(document as Json, patch as Json);
    return applyStrategicMergePatch(document as Json, patch as Json, schema);
  } catch (error) {
    throw toStatusError(error);
  }
}

const MANAGED = '/metadata/managedFields';

/** Whether an operation's pointer is at managedFields, inside of them, or around them. */
const touchesManaged = (pointer: unknown): boolean =>
  typeof pointer === 'string' && (pointer.startsWith(MANAGED) || MANAGED.startsWith(pointer));

/** Whether a patch may look at or change managedFields: only then are they made out. */
function speaksOfManagedFields(patch: unknown): boolean {
  if (Array.isArray(patch)) {
    const operations = patch as readonly Partial<Record<string, unknown>>[];
    return operations.some((one) => touchesManaged(one?.['path']) || touchesManaged(one?.['from']));
  }
  const metadata = isJsonObject(patch) ? patch['metadata'] : undefined;
  return isJsonObject(metadata) && Object.hasOwn(metadata, 'managedFields');
}

function withWrittenFields(object: KubeObject, patch: unknown): KubeObject {
  if (!speaksOfManagedFields(patch)) return object;
  const managedFields = entriesOf(object.metadata.managedFields);
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** Refuses what is no Scale any more. */
function checkScale(scale: Json): void {
  const { typeError } = decodeSchema(scaleKind.schema, scale);
  if (!typeError) return;
  const error = invalid('patch', JSON.stringify(scale), typeError);
  throw invalidError({ group: '', kind: '' }, '', [error]);
}

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
  if (type === 'apply') {
    const target = { kind, namespace, name };
    if (subresource === 'scale') return applyScale(server, target, body, call, options);
    return applyPatch(server, target, body, call, subresource, options, decode);
  }
  if (subresource === 'scale') {
    const scale = patched(type, readScale(server, kind, namespace, name), body, undefined);
    checkScale(scale);
    return updateScale(server, kind, scale as unknown as Scale, call, options);
  }
  const old = lookUp(server, kind, namespace, name);
  if (!old) throw notFoundError(kind, name);
  const before = withWrittenFields(old, body);
  const document = patched(type, before, body, kind.schema);
  const given = before === old || subresource ? undefined : changedFields(before, document);
  const next = decode(document);
  checkIdentity(old, next);
  return update(server, kind, next, call, subresource, options, { isPatch: true, given });
}

/** managedFields that the patch itself wrote. */
function changedFields(before: KubeObject, document: Json): ReturnType<typeof managedGiven> {
  const { metadata } = document as unknown as Partial<KubeObject>;
  const isChanged = metadata?.managedFields !== before.metadata.managedFields;
  return isChanged ? managedGiven(document) : undefined;
}
