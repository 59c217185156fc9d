/** Patched documents, decoded again as the server's own. Mirrors apiserver pkg/endpoints/handlers/patch.go. */
import type { PatchType } from '#apimachinery/api.ts';
import { invalid } from '#apimachinery/field-error.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import { invalidError } from '#apimachinery/status.ts';
import { checkDepth, strictErrors } from './body.ts';
import { conversionError } from './conversion-error.ts';
import type { Incoming } from './incoming.ts';
import type { ResourceRequest } from './request.ts';
import { withoutEmpty } from './without-empty.ts';

/** As Go prints a map: `{spec: {a: [1, "b"]}}` ⇒ `map[spec:map[a:[1 b]]]`. */
function printGoMap(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(printGoMap).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, inner]) => `${key}:${printGoMap(inner)}`).join(' ')}]`;
}

/** ` "" is invalid: patch: Invalid value: "…": <why>`, which names no kind and no object. */
function refusedPatch(shown: string, why: string): Error {
  return invalidError({ group: '', kind: '' }, '', [invalid('patch', shown, why)]);
}

/** The document a patch made, without unknown fields, or the refusal upstream gives. */
export function decodePatched(
  { kind, request, options, warnings }: ResourceRequest,
  type: PatchType,
  document: Json | KubeObject,
): Incoming {
  checkDepth(document);
  const { value, unknownFields, typeError } = decode(
    kind.schema,
    document as Json,
    type === 'strategic' ? 'converter' : 'json',
  );
  const shown = (): string =>
    type === 'strategic' ? printGoMap(request.body) : JSON.stringify(document);
  if (typeError) {
    const why = type === 'strategic' ? conversionError(typeError) : typeError;
    throw refusedPatch(shown(), why);
  }
  const validation = options.fieldValidation ?? 'Warn';
  if (validation !== 'Ignore') {
    const errors = strictErrors(unknownFields, request.text);
    if (errors.length > 0 && validation === 'Strict') {
      throw refusedPatch(shown(), `strict decoding error: ${errors.join(', ')}`);
    }
    warnings.push(...errors);
  }
  return withoutEmpty(kind.schema, value) as Incoming;
}
