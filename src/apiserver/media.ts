/** What form of answer a request accepts, and what form its body has. */

import type { PatchType } from '#apimachinery/api.ts';
import { StatusError } from '#apimachinery/status.ts';

/** How an object is asked for. */
export type Form = 'object' | 'table' | 'metadata';

const SERVED = 'application/json, application/yaml';

/** 406, in upstream's words; it serves fewer types. */
const notAcceptable = (): StatusError =>
  new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${SERVED}`);

const isServed = (type: string): boolean =>
  ['application/json', 'application/yaml', 'application/*', '*/*', ''].includes(type);

/** `application/json;as=Table;v=v1;g=meta.k8s.io,application/json` ⇒ "table". The first form we have counts. */
export function acceptedForm(accept: string | undefined): Form {
  if (!accept) return 'object';
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!isServed(type)) continue;
    const as = parameters.find((one) => one.startsWith('as='))?.slice(3);
    const isV1 = parameters.includes('v=v1');
    if (!as) return 'object';
    if (as === 'Table' && isV1) return 'table';
    if ((as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') && isV1) {
      return 'metadata';
    }
  }
  throw notAcceptable();
}

const PATCH_TYPES: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

const unsupported = (accepted: string): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
  );

const mediaType = (header: string | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The kind of patch a Content-Type names, or 415. */
export function patchTypeOf(contentType: string | undefined): PatchType {
  const media = mediaType(contentType);
  const type = Object.hasOwn(PATCH_TYPES, media) ? PATCH_TYPES[media] : undefined;
  if (!type) throw unsupported(Object.keys(PATCH_TYPES).join(', '));
  return type;
}

/** Refuses bodies that are neither JSON nor YAML with 415. */
export function checkBodyType(contentType: string | undefined): void {
  if (['', 'application/json', 'application/yaml'].includes(mediaType(contentType))) return;
  throw unsupported(SERVED);
}
