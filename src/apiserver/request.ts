/** A request for a resource, taken apart once for all verbs. */
import type { Actor, ApiRequest, ApiResponse, Call, WriteOptions } from '#apimachinery/api.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
  tooLong,
} from '#apimachinery/field-error.ts';
import { invalidError } from '#apimachinery/status.ts';
import { flagOf } from './list-options.ts';
import { type Accepted, acceptedForm } from './media.ts';
import type { Presentation } from './present.ts';
import type { ResourcePath } from './request-path.ts';
import { includeObjectOf } from './table.ts';
import { programOf } from './user-agent.ts';

export interface ResourceRequest extends ResourcePath {
  readonly request: ApiRequest;
  readonly query: URLSearchParams;
  readonly call: Call;
  readonly options: WriteOptions;
  readonly presentation: Presentation;
  readonly encoding: Accepted['encoding'];
  /** Texts for `Warning:` headers, gathered on the way. */
  readonly warnings: string[];
}

/** What answers one verb of a resource. */
export type Answer = (request: ResourceRequest) => ApiResponse;

const ANONYMOUS: Actor = { name: 'unknown', user: 'system:admin', groups: ['system:masters'] };

const KINDS: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};
const MAX_MANAGER = 128;

interface Asked {
  readonly dryRun: readonly unknown[];
  readonly fieldValidation: string;
  readonly fieldManager: string;
}

/** Mirrors apimachinery pkg/apis/meta/v1/validation ValidateCreateOptions and its like. */
function optionErrors({ dryRun, fieldValidation, fieldManager }: Asked): FieldError[] {
  const errors: FieldError[] = [];
  if (fieldManager.length > MAX_MANAGER) errors.push(tooLong('fieldManager', MAX_MANAGER));
  for (const { index } of fieldManager.matchAll(/(?=\p{ASCII})\p{Cc}/gu)) {
    const why = `invalid character U+${(fieldManager.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (at position ${index})`;
    errors.push(invalid('fieldManager', fieldManager, why));
  }
  if (dryRun.some((one) => one !== 'All')) errors.push(notSupported('dryRun', dryRun, ['All']));
  if (!VALIDATIONS.includes(fieldValidation)) {
    errors.push(notSupported('fieldValidation', fieldValidation, VALIDATIONS));
  }
  return errors;
}

const VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn'];

/** What an apply needs, and what only an apply may say. Mirrors apimachinery pkg/apis/meta/v1/validation ValidatePatchOptions. */
function patchErrors(
  method: string,
  headers: ApiRequest['headers'],
  query: URLSearchParams,
): FieldError[] {
  if (method !== 'PATCH') return [];
  if (headers?.['content-type']?.startsWith('application/apply-patch')) {
    if (query.get('fieldManager')) return [];
    return [required('fieldManager', 'is required for apply patch')];
  }
  if (!query.has('force')) return [];
  return [forbidden('force', 'may not be specified for non-apply patch')];
}

/** The options of a write, or the refusal upstream gives. A GET has none. */
function writeOptionsOf(
  { method, headers, body }: ApiRequest,
  query: URLSearchParams,
): WriteOptions {
  if (!Object.hasOwn(KINDS, method)) return {};
  const sent =
    method === 'DELETE' ? (body as { readonly dryRun?: unknown } | undefined) : undefined;
  const asked: Asked = {
    dryRun: [
      ...query.getAll('dryRun').filter(Boolean),
      ...(Array.isArray(sent?.dryRun) ? (sent.dryRun as readonly unknown[]) : []),
    ],
    fieldValidation: query.get('fieldValidation') ?? '',
    fieldManager: query.get('fieldManager') ?? '',
  };
  const errors = [...patchErrors(method, headers, query), ...optionErrors(asked)];
  if (errors.length > 0) {
    throw invalidError({ group: 'meta.k8s.io', kind: KINDS[method] ?? '' }, '', errors);
  }
  return {
    dryRun: asked.dryRun.length > 0,
    fieldValidation: (asked.fieldValidation || 'Warn') as NonNullable<
      WriteOptions['fieldValidation']
    >,
    ...(query.has('force') ? { force: flagOf(query, 'force') } : {}),
    ...(asked.fieldManager ? { fieldManager: asked.fieldManager } : {}),
  };
}

/** Reads the query and headers of a request. */
export function resourceRequest(
  request: ApiRequest,
  path: ResourcePath,
  query: URLSearchParams,
): ResourceRequest {
  const actor = request.actor ?? {
    ...ANONYMOUS,
    name: programOf(request.headers?.['user-agent']) || ANONYMOUS.name,
  };
  const { form, encoding } = acceptedForm(request.headers?.['accept']);
  return {
    ...path,
    request,
    query,
    call: { actor, cause: 0 },
    options: writeOptionsOf(request, query),
    presentation: {
      form,
      include: form === 'table' ? includeObjectOf(query.get('includeObject')) : 'Metadata',
    },
    encoding,
    warnings: [],
  };
}
