/** Requests as data: every path the server knows, and refusals as Status for all else. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import { methodNotAllowedError, StatusError, unknownPathError } from '#apimachinery/status.ts';
import { collectionAnswers, objectAnswers } from './answers.ts';
import type { ServerContext } from './context.ts';
import { discover } from './discovery.ts';
import { type ResourceRequest, resourceRequest } from './request.ts';
import { parseResourcePath } from './request-path.ts';
import { subresourceAnswer } from './subresource-answers.ts';

const refusal = (error: StatusError): ApiResponse => ({ code: error.code, body: error.status });

/** The verb's name in a refusal: `POST is not supported …` says "create". */
const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function answer(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, name, subresource } = request;
  const { method } = request.request;
  if (subresource) return subresourceAnswer(server, request);
  const answers = name ? objectAnswers : collectionAnswers;
  const found = Object.hasOwn(answers, method) ? answers[method] : undefined;
  if (!found || (kind.namespaced && !request.namespace && method !== 'GET')) {
    throw methodNotAllowedError(kind, VERBS[method] ?? method.toLowerCase());
  }
  return found(server)(request);
}

function route(server: ServerContext, request: ApiRequest): ApiResponse {
  const [path = '', search = ''] = request.path.split('?', 2);
  const resource = parseResourcePath(server.kinds, path);
  if (!resource) {
    const found = discover(server, request, path);
    if (found) return found;
    throw unknownPathError();
  }
  const parsed = resourceRequest(request, resource, new URLSearchParams(search));
  const answered = answer(server, parsed);
  const warnings = [...(answered.warnings ?? []), ...parsed.warnings];
  return warnings.length > 0 ? { ...answered, warnings } : answered;
}

/** `handle` of the Api: never throws for what a client did, only for what we did. */
export function createHandler(server: ServerContext): (request: ApiRequest) => ApiResponse {
  return (request) => {
    try {
      return route(server, request);
    } catch (error) {
      if (error instanceof StatusError) return refusal(error);
      throw error;
    }
  };
}
