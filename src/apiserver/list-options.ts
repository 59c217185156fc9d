/** What a list or a watch asks for, and what it may not ask. Mirrors apimachinery pkg/apis/meta/internalversion/validation. */
import type { ListOptions } from '#apimachinery/api.ts';
import { type FieldError, forbidden, notSupported } from '#apimachinery/field-error.ts';
import { badRequestError, invalidError } from '#apimachinery/status.ts';

export interface ReadOptions extends ListOptions {
  readonly watch: boolean;
  readonly resourceVersion: string;
  readonly match: '' | 'Exact' | 'NotOlderThan' | string;
  /** 0: as many as there are. */
  readonly limit: number;
  readonly after: string;
  readonly allowWatchBookmarks: boolean;
  /** undefined: not said. */
  readonly sendInitialEvents: boolean | undefined;
  /** 0: for ever. */
  readonly timeoutSeconds: number;
}

/** What is there and not "false" or "0" is true, as apimachinery's conversion of query values has it. */
export function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  return text !== null && text.toLowerCase() !== 'false' && text !== '0';
}

/** A whole number, 0 where there is none; refused in Go's words. */
export function wholeNumberOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (text === '') return 0;
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw badRequestError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}

const FIELD = 'resourceVersionMatch';
const WITH_CONTINUE = 'resourceVersionMatch is forbidden when continue is provided';

function listErrors({ match, resourceVersion, after, sendInitialEvents }: ReadOptions) {
  const errors: FieldError[] = [];
  const refuse = (why: string): unknown => errors.push(forbidden(FIELD, why));
  if (match) {
    if (!resourceVersion) {
      refuse('resourceVersionMatch is forbidden unless resourceVersion is provided');
    }
    if (after) refuse(WITH_CONTINUE);
    if (match !== 'Exact' && match !== 'NotOlderThan') {
      errors.push(notSupported(FIELD, match, ['Exact', 'NotOlderThan', '']));
    }
    if (match === 'Exact' && resourceVersion === '0') {
      refuse('resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
    }
  }
  if (sendInitialEvents !== undefined) {
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  return errors;
}

function watchErrors({ match, after, sendInitialEvents }: ReadOptions) {
  const errors: FieldError[] = [];
  const refuse = (why: string): unknown => errors.push(forbidden(FIELD, why));
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    refuse('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  }
  if (!match) return errors;
  if (sendInitialEvents === undefined) {
    refuse('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided');
  }
  if (match !== 'NotOlderThan') errors.push(notSupported(FIELD, match, ['NotOlderThan']));
  if (after) refuse(WITH_CONTINUE);
  return errors;
}

/** Reads the query of a GET of a collection, or refuses it in upstream's words. */
export function readOptionsOf(query: URLSearchParams, namespace: string): ReadOptions {
  const options: ReadOptions = {
    namespace,
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
    watch: flagOf(query, 'watch'),
    resourceVersion: query.get('resourceVersion') ?? '',
    match: query.get('resourceVersionMatch') ?? '',
    limit: Math.max(0, wholeNumberOf(query, 'limit')),
    after: query.get('continue') ?? '',
    allowWatchBookmarks: flagOf(query, 'allowWatchBookmarks'),
    sendInitialEvents: query.has('sendInitialEvents')
      ? flagOf(query, 'sendInitialEvents')
      : undefined,
    timeoutSeconds: Math.max(0, wholeNumberOf(query, 'timeoutSeconds')),
  };
  const errors = options.watch ? watchErrors(options) : listErrors(options);
  if (errors.length > 0) {
    throw invalidError({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors);
  }
  return options;
}
