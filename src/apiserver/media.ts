/** What form of answer a request accepts, and what form its body has. Mirrors apiserver pkg/endpoints/handlers/negotiation. */
import type { PatchType } from '#apimachinery/api.ts';
import { StatusError } from '#apimachinery/status.ts';

/** How an object is asked for. */
export type Form = 'object' | 'table' | 'metadata';

/** What an answer is to be, and how it is written down. */
export interface Accepted {
  readonly form: Form;
  readonly encoding: 'json' | 'yaml';
}

const SERVED = 'application/json, application/yaml';

/** 406 when no encoding fits: the words of the router before the API. Differs: upstream has protobuf too. */
const notAcceptable = (): StatusError =>
  new StatusError(
    406,
    'NotAcceptable',
    `406: Not Acceptable\n\nAvailable representations: ${SERVED}, application/json;stream=watch`,
    {},
  );

/** 406 when an encoding fits and the form doesn't. */
const noSuchForm = (): StatusError =>
  new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${SERVED}`,
    undefined,
  );

const encodingOf = (type: string): Accepted['encoding'] | undefined => {
  if (type === 'application/yaml') return 'yaml';
  return ['application/json', 'application/*', '*/*', '*', ''].includes(type) ? 'json' : undefined;
};

function formOf(parameters: readonly string[]): Form | undefined {
  const parameter = (name: string): string | undefined =>
    parameters.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const as = parameter('as');
  if (!as) return 'object';
  if (parameter('v') !== 'v1' || parameter('g') !== 'meta.k8s.io') return undefined;
  if (as === 'Table') return 'table';
  return as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList'
    ? 'metadata'
    : undefined;
}

/** `application/json;as=Table;v=v1;g=meta.k8s.io,application/json` ⇒ a table in JSON. The first form we have counts. */
export function acceptedForm(accept: string | undefined): Accepted {
  if (!accept) return { form: 'object', encoding: 'json' };
  let hasEncoding = false;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const encoding = encodingOf(type);
    if (!encoding) continue;
    hasEncoding = true;
    const form = formOf(parameters);
    if (form) return { form, encoding };
  }
  throw hasEncoding ? noSuchForm() : notAcceptable();
}

const PATCH_TYPES: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

const mediaType = (header: string | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const CUSTOM_PATCH_TYPES =
  'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';

/** The kind of patch a Content-Type names, or 415. Nobody knows how to merge custom resources strategically. */
export function patchTypeOf(contentType: string | undefined, isCustom = false): PatchType {
  const media = mediaType(contentType);
  const type = Object.hasOwn(PATCH_TYPES, media) ? PATCH_TYPES[media] : undefined;
  if (!type) throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  if (!isCustom || type !== 'strategic') return type;
  throw new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${CUSTOM_PATCH_TYPES}`,
  );
}

/** Refuses bodies that are neither JSON nor YAML with 415. */
export function checkBodyType(contentType: string | undefined): void {
  if (['', 'application/json', 'application/yaml'].includes(mediaType(contentType))) return;
  throw new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${SERVED}`,
  );
}
