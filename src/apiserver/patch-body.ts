/** Patched documents, decoded again as the server's own. Mirrors apiserver pkg/endpoints/handlers/patch.go. */
import type { PatchType } from '#apimachinery/api.ts';
import { invalid } from '#apimachinery/field-error.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { printGoValue } from '#apimachinery/patch/go-print.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import { invalidError, StatusError } from '#apimachinery/status.ts';
import { checkDepth, notRegistered, strictErrors } from './body.ts';
import { conversionError } from './conversion-error.ts';
import type { Incoming } from './incoming.ts';
import type { ResourceRequest } from './request.ts';
import { withoutEmpty } from './without-empty.ts';

/** ` "" is invalid: patch: Invalid value: "…": <why>`, which names no kind and no object. */
function refusedPatch(shown: string, why: string): Error {
  return invalidError({ group: '', kind: '' }, '', [invalid('patch', shown, why)]);
}

/** 500 for a value that has its type and can't be read all the same: `cpu: abc`. */
function notConverted(config: unknown, why: string): Error {
  const { apiVersion, kind, metadata } = config as KubeObject;
  const type = `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
  const name = `${metadata.namespace ?? ''}/${metadata.name}; ${type}`;
  return new StatusError(
    500,
    '',
    `failed to convert new object (${name}) to proper version: unable to convert unstructured object to ${type}: ${why}`,
  );
}

/** A patch may not make it another kind. */
function checkKind(kind: Kind, document: Json | KubeObject): void {
  const { apiVersion, kind: named } = document as Partial<KubeObject>;
  if (!named || !apiVersion || (named === kind.kind && apiVersion === apiVersionOf(kind))) return;
  throw refusedPatch(JSON.stringify(document), notRegistered(named, apiVersion));
}

/** The document a patch made, without unknown fields, or the refusal upstream gives. */
export function decodePatched(
  { kind, request, options, warnings }: ResourceRequest,
  type: PatchType,
  document: Json | KubeObject,
): Incoming {
  checkDepth(document);
  checkKind(kind, document);
  const { value, unknownFields, typeError } =
    kind.decode?.(document as Json) ??
    decode(kind.schema, document as Json, type === 'strategic' ? 'converter' : 'json');
  const shown = (): string =>
    type === 'strategic' ? printGoValue(request.body as Json) : JSON.stringify(document);
  if (typeError) {
    if (type === 'apply') throw notConverted(request.body, typeError);
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
