/** Requests as data: every path the server knows, and refusals as Status for all else. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import type { ApiVerb } from '#apimachinery/kind.ts';
import { badRequestError, StatusError, wrongMethodError } from '#apimachinery/status.ts';
import { answerOldWatch, collectionAnswers, objectAnswers } from './answers.ts';
import type { ServerContext } from './context.ts';
import { discover } from './discovery/index.ts';
import { type ResourceRequest, resourceRequest } from './request.ts';
import { parseResourcePath } from './request-path.ts';
import { subresourceAnswer } from './subresource-answers.ts';

function refusal({ code, status }: StatusError): ApiResponse {
  const { retryAfterSeconds = 0 } = status.details ?? {};
  if (retryAfterSeconds === 0) return { code, body: status };
  return { code, body: status, headers: { 'retry-after': String(retryAfterSeconds) } };
}

/** Methods of a collection and of an object, and the verb a kind must have for each. */
const COLLECTION: Readonly<Record<string, ApiVerb>> = {
  GET: 'list',
  POST: 'create',
  DELETE: 'deletecollection',
};
const OBJECT: Readonly<Record<string, ApiVerb>> = {
  GET: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function isServed({ kind, name, namespace }: ResourceRequest, method: string): boolean {
  const verb = (name ? OBJECT : COLLECTION)[method];
  if (!verb || !kind.verbs.includes(verb)) return false;
  return !kind.namespaced || namespace !== '' || method === 'GET';
}

function answer(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { name, subresource } = request;
  const { method } = request.request;
  if (subresource) return subresourceAnswer(server, request);
  const answers = name ? objectAnswers : collectionAnswers;
  const found = Object.hasOwn(answers, method) ? answers[method] : undefined;
  if (!found || !isServed(request, method)) throw wrongMethodError();
  return found(server)(request);
}

/** The answer, or the refusal as one: what is deprecated is so either way. */
function anyAnswer(server: ServerContext, request: ResourceRequest): ApiResponse {
  try {
    return answer(server, request);
  } catch (error) {
    if (error instanceof StatusError) return refusal(error);
    throw error;
  }
}

/** A name may hold what is encoded in a path, but no path. Mirrors apimachinery pkg/api/validation/path IsValidPathSegmentName. */
function checkSegment(name: string): void {
  const sign = ['/', '%'].find((one) => name.includes(one));
  if (!sign) return;
  throw badRequestError(
    `Name parameter invalid: ${JSON.stringify(name)}: may not contain '${sign}'`,
  );
}

/** `/api/v1/watch/namespaces/default/pods` ⇒ the same without `watch/`. */
const OLD_WATCH = /^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\/watch(?=\/)/;

function route(server: ServerContext, request: ApiRequest): ApiResponse {
  const [asked = '', search = ''] = request.path.split('?', 2);
  const isOldWatch = request.method === 'GET' && OLD_WATCH.test(asked);
  const path = isOldWatch ? asked.replace(OLD_WATCH, '$1') : asked;
  const resource = parseResourcePath(server.kinds, path);
  if (!resource) return discover(server, request, path);
  checkSegment(resource.name);
  const parsed = resourceRequest(request, resource, new URLSearchParams(search));
  if (isOldWatch && !parsed.subresource) return answerOldWatch(server, parsed);
  const { deprecation } = parsed.kind;
  const answered = deprecation === undefined ? answer(server, parsed) : anyAnswer(server, parsed);
  const warnings = [
    ...(deprecation === undefined ? [] : [deprecation]),
    ...(answered.warnings ?? []),
    ...parsed.warnings,
  ];
  const said = warnings.length > 0 ? { ...answered, warnings } : answered;
  const isYaml = parsed.encoding === 'yaml' && !said.contentType && said.body !== undefined;
  return isYaml ? { ...said, contentType: 'application/yaml' } : said;
}

/** `handle` of the Api: never throws for what a client did, only for what we did. */
export function createHandler(server: ServerContext): (request: ApiRequest) => ApiResponse {
  return (request) => {
    try {
      return route(server, server.auth.admit(request));
    } catch (error) {
      if (error instanceof StatusError) return refusal(error);
      throw error;
    }
  };
}
