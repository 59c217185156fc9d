/** Bodies of writes: decoded against the schema, with upstream's words for what is wrong. Mirrors apiserver pkg/endpoints/handlers/rest.go. */
import type { ApiRequest } from '#apimachinery/api.ts';
import { duplicateFields } from '#apimachinery/duplicate-fields.ts';
import { goJsonError } from '#apimachinery/go-json.ts';
import { apiVersionOf } from '#apimachinery/kind.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import { definition } from '#apimachinery/schema.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import { valueWord } from '#apimachinery/schema-go-words.ts';
import { badRequestError } from '#apimachinery/status.ts';
import type { Incoming } from './incoming.ts';
import type { ResourceRequest } from './request.ts';
import { type BodyKind, requestKinds } from './request-kinds.ts';
import { withoutEmpty } from './without-empty.ts';

/** Deeper than any object; what walks objects walks by recursion. */
const MAX_DEPTH = 500;

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it is nested so deep that it is no object of ours. */
function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

/** Refuses what is nested so deep that it is no object of ours. */
export function checkDepth(body: unknown): void {
  if (isTooDeep(body)) throw badRequestError('json: exceeded max depth');
}

/** `Deployment in version "v1" cannot be handled as a Deployment: <why>` */
function cannotBeHandled(kind: BodyKind, body: JsonObject, why: string): Error {
  const named = typeof body['kind'] === 'string' && body['kind'] ? body['kind'] : kind.kind;
  return badRequestError(
    `${named} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`,
  );
}

/** Errors of strict decoding, in the order upstream names them: duplicates, then unknown fields. */
export function strictErrors(
  unknownFields: readonly string[],
  text: string | undefined,
): readonly string[] {
  const duplicates = text === undefined ? [] : duplicateFields(text);
  return [
    ...duplicates.map((field) => `duplicate field ${JSON.stringify(field)}`),
    ...unknownFields.map((field) => `unknown field ${JSON.stringify(field)}`),
  ];
}

/** Where upstream keeps what kinds it knows. */
const scheme = 'in scheme "pkg/runtime/scheme.go:111"';

/** `no kind "Pod" is registered for version "apps/v1" in scheme …` */
export const notRegistered = (named: string, apiVersion: string): string =>
  `no kind "${named}" is registered for version "${apiVersion}" ${scheme}`;

const isRegistered = (kinds: readonly BodyKind[], apiVersion: string, named: string): boolean =>
  (apiVersion === 'v1' && named === 'List') ||
  [...requestKinds, ...kinds].some((one) => one.kind === named && apiVersionOf(one) === apiVersion);

function checkType(kind: BodyKind, body: JsonObject, kinds: readonly BodyKind[]): void {
  const { apiVersion = '', kind: named = '' } = body as Partial<Record<string, string>>;
  const expected = apiVersionOf(kind);
  const version = apiVersion || expected;
  const name = named || kind.kind;
  if (version === expected && name === kind.kind) return;
  if (!isRegistered(kinds, version, name)) {
    const why = notRegistered(name, version);
    throw badRequestError(
      `${name} in version "${version.split('/').at(-1)}" cannot be handled as a ${kind.kind}: ${why}`,
    );
  }
  if (version !== expected && name === kind.kind) {
    throw badRequestError(
      `the API version in the data (${version}) does not match the expected API version (${expected})`,
    );
  }
  const why = `converting (${version.split('/').at(-1)}.${name}) to (${kind.group || 'core'}.${kind.kind}): unknown conversion`;
  throw cannotBeHandled(kind, body, why);
}

const shownLength = 30;
const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The beginning of a body: an object as text, all else in hexadecimal. Mirrors rest.go summarizeData. */
function summary(text: string): string {
  const bytes = new TextEncoder().encode(text.slice(0, shownLength + 1));
  if (bytes.length === 0) return '<empty>';
  const start = bytes.slice(0, shownLength);
  const shown = text.startsWith('{') ? new TextDecoder().decode(start) : toHex(start);
  return bytes.length > shownLength ? `${shown} ...` : shown;
}

const unrecognised = (kind: BodyKind, why: string, text = ''): Error =>
  badRequestError(
    `the object provided is unrecognized (must be of type ${kind.kind}): ${why} (${summary(text)})`,
  );

const typeMeta =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** Why a document does not even tell its kind; undefined when it does. */
function untold(body: unknown, text: string | undefined): string | undefined {
  if (body === undefined) return 'unexpected end of JSON input';
  if (!isRecord(body))
    return `json: cannot unmarshal ${valueWord(body)} into Go value of type ${typeMeta}`;
  for (const field of ['apiVersion', 'kind']) {
    const value = Object.hasOwn(body, field) ? body[field] : undefined;
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return `json: cannot unmarshal ${valueWord(value)} into Go struct field .${field} of type string`;
    }
  }
  return isTooDeep(body) ? (goJsonError(text ?? '') ?? 'exceeded max depth') : undefined;
}

/** A body that is a record which tells its kind; `null` counts as an empty one. */
function documentOf(kind: BodyKind, { body, text, syntaxError }: Body): JsonObject {
  if (syntaxError?.startsWith('yaml:')) throw unrecognised(kind, syntaxError, text);
  const document = body === null ? {} : body;
  const why = syntaxError ?? untold(document, text);
  if (why === undefined) return document as JsonObject;
  throw unrecognised(kind, `couldn't get version/kind; json parse error: ${why}`, text);
}

type Body = Pick<ApiRequest, 'body' | 'text' | 'syntaxError'>;

/** The object in a request's body, as `kind`; its warnings hear of fields that are ignored. `kinds` are all that are served. */
export function readBody(
  kinds: readonly BodyKind[],
  kind: BodyKind,
  { request, options, warnings }: Pick<ResourceRequest, 'request' | 'options' | 'warnings'>,
): Incoming {
  const body = documentOf(kind, request);
  const validation = options.fieldValidation ?? 'Warn';
  checkType(kind, body, kinds);
  const { value, unknownFields, typeError } = kind.decode?.(body) ?? decode(kind.schema, body);
  if (typeError) throw cannotBeHandled(kind, body, typeError);
  if (validation !== 'Ignore') {
    const errors = strictErrors(unknownFields, request.text);
    if (errors.length > 0 && validation === 'Strict') {
      throw cannotBeHandled(kind, body, `strict decoding error: ${errors.join(', ')}`);
    }
    warnings.push(...errors);
  }
  return withSpec(kind, withoutEmpty(kind.schema, value) as Incoming);
}

/** Go holds most specs by value: one that nobody sent is an empty one. */
function withSpec(kind: BodyKind, object: Incoming): Incoming {
  if (object.spec !== undefined || !definition(kind.schema)?.fields['spec']?.always) return object;
  return { ...object, spec: {} };
}
