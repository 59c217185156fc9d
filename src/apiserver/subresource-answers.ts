/** How subresources answer: status, scale, binding, eviction, finalize, log. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import {
  badRequestError,
  methodNotAllowedError,
  notFoundError,
  unknownPathError,
} from '#apimachinery/status.ts';
import { answerPatch, answerUpdate } from './answers.ts';
import { isRecord } from './body.ts';
import { lookUp, type ServerContext } from './context.ts';
import { deleteOptionsOf } from './deletion.ts';
import { presentObject } from './present.ts';
import type { ResourceRequest } from './request.ts';
import { bind } from './subresources/binding.ts';
import { evict } from './subresources/eviction.ts';
import { finalize } from './subresources/finalize.ts';
import { subresourcesOf } from './subresources/index.ts';
import { readLog } from './subresources/log.ts';
import { readScale, type Scale, updateScale } from './subresources/scale.ts';

type SubresourceAnswer = (server: ServerContext, request: ResourceRequest) => ApiResponse;

const success = (code: number): ApiResponse => ({
  code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code },
});

function bodyOf({ request }: ResourceRequest): JsonObject {
  if (isRecord(request.body)) return request.body;
  throw badRequestError('the object provided is unrecognized: a JSON object is expected');
}

const readObject: SubresourceAnswer = (server, { kind, namespace, name, presentation }) => {
  const object = lookUp(server, kind, namespace, name);
  if (!object) throw notFoundError(kind, name);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
};

const postBinding: SubresourceAnswer = (server, request) => {
  const { target } = bodyOf(request) as { readonly target?: JsonObject };
  const node = target?.['name'];
  if (typeof node !== 'string' || node === '') {
    throw badRequestError('Binding "" is invalid: target.name: Required value');
  }
  bind(server, request.namespace, request.name, node, request.call);
  return success(201);
};

const postEviction: SubresourceAnswer = (server, request) => {
  const { deleteOptions } = bodyOf(request) as { readonly deleteOptions?: JsonObject };
  const inner = { ...request, request: { ...request.request, body: deleteOptions } };
  evict(server, request.namespace, request.name, request.call, deleteOptionsOf(inner));
  return success(201);
};

const putScale: SubresourceAnswer = (server, request) => {
  const { kind, call, options, name, namespace } = request;
  const sent = bodyOf(request) as unknown as Scale;
  const replicas = sent.spec?.replicas;
  if (replicas !== undefined && !Number.isInteger(replicas)) {
    throw badRequestError(
      `Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal ${typeof replicas} into Go struct field ScaleSpec.spec.replicas of type int32`,
    );
  }
  const scale = { ...sent, metadata: { ...sent.metadata, name, namespace } };
  return { code: 200, body: updateScale(server, kind, scale, call, options) };
};

const putFinalize: SubresourceAnswer = (server, request) => {
  const { kind, call, options, name, presentation } = request;
  const sent = bodyOf(request) as unknown as Parameters<typeof finalize>[2];
  const named = { ...sent, metadata: { ...sent.metadata, name } };
  const object = finalize(server, kind, named, call, options);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
};

const answers: Readonly<Record<string, SubresourceAnswer>> = {
  'GET status': readObject,
  'PUT status': answerUpdate,
  'PATCH status': answerPatch,
  'GET scale': (server, { kind, namespace, name }) => ({
    code: 200,
    body: readScale(server, kind, namespace, name),
  }),
  'PUT scale': putScale,
  'PATCH scale': answerPatch,
  'POST binding': postBinding,
  'POST eviction': postEviction,
  'PUT finalize': putFinalize,
  'GET log': (server, { kind, namespace, name, query }) =>
    readLog(server, kind, namespace, name, query),
};

/** Answers a request for a subresource the kind has; 404 for others, 405 for other methods. */
export function subresourceAnswer(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, subresource } = request;
  if (!subresourcesOf(kind).some(({ name }) => name === subresource)) throw unknownPathError();
  const key = `${request.request.method} ${subresource}`;
  const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
  if (!answer) throw methodNotAllowedError(kind, request.request.method.toLowerCase());
  return answer(server, request);
}
