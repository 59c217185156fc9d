/** A request for a resource, taken apart once for all verbs. */
import type { Actor, ApiRequest, ApiResponse, Call, WriteOptions } from '#apimachinery/api.ts';
import { notSupported } from '#apimachinery/field-error.ts';
import { invalidError } from '#apimachinery/status.ts';
import type { FieldValidation } from './body.ts';
import { acceptedForm } from './media.ts';
import type { Presentation } from './present.ts';
import type { ResourcePath } from './request-path.ts';
import { includeObjectOf } from './table.ts';

export interface ResourceRequest extends ResourcePath {
  readonly request: ApiRequest;
  readonly query: URLSearchParams;
  readonly call: Call;
  readonly options: WriteOptions;
  readonly presentation: Presentation;
  /** Texts for `Warning:` headers, gathered on the way. */
  readonly warnings: string[];
}

/** What answers one verb of a resource. */
export type Answer = (request: ResourceRequest) => ApiResponse;

const ANONYMOUS: Actor = { name: 'unknown', user: 'system:admin', groups: ['system:masters'] };

const isTrue = (text: string | null): boolean => text === 'true' || text === '1';

/** `kubectl/v1.35.2 (linux/amd64) …` ⇒ "kubectl" */
const programOf = (userAgent: string | undefined): string =>
  (userAgent ?? '').split('/')[0]?.slice(0, 128) ?? '';

function dryRunOf(query: URLSearchParams, body: unknown): boolean {
  const asked = query.getAll('dryRun').filter(Boolean);
  const inBody = (body as { readonly dryRun?: unknown } | undefined)?.dryRun;
  const all = [...asked, ...(Array.isArray(inBody) ? (inBody as readonly unknown[]) : [])];
  const wrong = all.find((one) => one !== 'All');
  if (wrong === undefined) return all.length > 0;
  const kind = { group: 'meta.k8s.io', kind: 'WriteOptions' };
  throw invalidError(kind, '', [notSupported('dryRun', all, ['All'])]);
}

function fieldValidationOf(query: URLSearchParams): FieldValidation {
  const asked = query.get('fieldValidation') ?? '';
  if (asked === '') return 'Warn';
  if (asked === 'Ignore' || asked === 'Warn' || asked === 'Strict') return asked;
  const kind = { group: 'meta.k8s.io', kind: 'WriteOptions' };
  const supported = ['', 'Ignore', 'Strict', 'Warn'];
  throw invalidError(kind, '', [notSupported('fieldValidation', asked, supported)]);
}

/** Whether `?name=true` or `?name=1` is there. */
export const flagOf = (query: URLSearchParams, name: string): boolean => isTrue(query.get(name));

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
  const manager = query.get('fieldManager');
  return {
    ...path,
    request,
    query,
    call: { actor, cause: 0 },
    options: {
      dryRun: dryRunOf(query, request.method === 'DELETE' ? request.body : undefined),
      fieldValidation: fieldValidationOf(query),
      force: flagOf(query, 'force'),
      ...(manager ? { fieldManager: manager } : {}),
    },
    presentation: {
      form: acceptedForm(request.headers?.['accept']),
      include: includeObjectOf(query.get('includeObject')),
    },
    warnings: [],
  };
}
