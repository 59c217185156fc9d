/** Bodies of writes: decoded against the schema, with upstream's words for what is wrong. Mirrors apiserver pkg/endpoints/handlers/rest.go. */
import type { ApiRequest, WriteOptions } from '#apimachinery/api.ts';
import { duplicateFields } from '#apimachinery/duplicate-fields.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import { badRequestError } from '#apimachinery/status.ts';
import type { Incoming } from './incoming.ts';
import { withoutEmpty } from './without-empty.ts';

export type FieldValidation = NonNullable<WriteOptions['fieldValidation']>;

/** Deeper than any object; what walks objects walks by recursion. */
const MAX_DEPTH = 500;

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses what is nested so deep that it is no object of ours. */
export function checkDepth(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw badRequestError('json: exceeded max depth');
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

/** `Deployment in version "v1" cannot be handled as a Deployment: <why>` */
function cannotBeHandled(kind: Kind, body: JsonObject, why: string): Error {
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

function checkType(kind: Kind, body: JsonObject): void {
  const { apiVersion, kind: named } = body as { readonly apiVersion?: Json; readonly kind?: Json };
  if (apiVersion === undefined && named === undefined) return;
  const expected = apiVersionOf(kind);
  if (apiVersion !== undefined && apiVersion !== '' && apiVersion !== expected) {
    throw badRequestError(
      `the API version in the data (${String(apiVersion)}) does not match the expected API version (${expected})`,
    );
  }
  if (named === undefined || named === '' || named === kind.kind) return;
  const why = `converting (v1.${String(named)}) to (${kind.group || 'core'}.${kind.kind}): unknown conversion`;
  throw cannotBeHandled(kind, body, why);
}

const unrecognised = (kind: Kind, why: string, text: string | undefined): Error => {
  const shown = (text ?? '').slice(0, 30);
  return badRequestError(
    `the object provided is unrecognized (must be of type ${kind.kind}): ${why} (${shown})`,
  );
};

/** The object in a request's body. `warn` hears of fields that are ignored. */
export function readBody(
  kind: Kind,
  request: Pick<ApiRequest, 'body' | 'text'>,
  validation: FieldValidation,
  warn: (warning: string) => void,
): Incoming {
  const { body, text } = request;
  if (body === undefined || body === null) {
    throw unrecognised(
      kind,
      "couldn't get version/kind; json parse error: unexpected end of JSON input",
      text,
    );
  }
  if (!isRecord(body)) {
    const word = Array.isArray(body) ? 'array' : typeof body;
    const why = `couldn't get version/kind; json parse error: json: cannot unmarshal ${word} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`;
    throw unrecognised(kind, why, text);
  }
  checkDepth(body);
  checkType(kind, body);
  const { value, unknownFields, typeError } = decode(kind.schema, body);
  if (typeError) throw cannotBeHandled(kind, body, typeError);
  if (validation !== 'Ignore') {
    const errors = strictErrors(unknownFields, text);
    if (errors.length > 0 && validation === 'Strict') {
      throw cannotBeHandled(kind, body, `strict decoding error: ${errors.join(', ')}`);
    }
    errors.forEach(warn);
  }
  return withoutEmpty(kind.schema, value) as Incoming;
}
