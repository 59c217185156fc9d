/** How subresources answer: status, scale, binding, eviction, finalize, log. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import {
  badRequestError,
  notFoundError,
  StatusError,
  unknownPathError,
  wrongMethodError,
} from '#apimachinery/status.ts';
import { tokenRequestKind } from '#resources/tokenrequest.ts';
import { answerPatch, answerUpdate } from './answers.ts';
import { readBody } from './body.ts';
import { lookUp, type ServerContext } from './context.ts';
import { deleteOptionsOf } from './deletion.ts';
import type { Incoming } from './incoming.ts';
import { presentObject } from './present.ts';
import type { ResourceRequest } from './request.ts';
import { type BodyKind, bindingKind, evictionKind, scaleKind } from './request-kinds.ts';
import { bind } from './subresources/binding.ts';
import { evict } from './subresources/eviction.ts';
import { openCommand, openPorts } from './subresources/exec.ts';
import { finalize } from './subresources/finalize.ts';
import { subresourcesOf } from './subresources/index.ts';
import { readLog } from './subresources/log.ts';
import { readScale, type Scale, updateScale } from './subresources/scale.ts';
import { requestToken } from './subresources/token.ts';
import { checkName } from './verbs/identity.ts';

type SubresourceAnswer = (server: ServerContext, request: ResourceRequest) => ApiResponse;

const success = (code: number): ApiResponse => ({
  code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code },
});

/** The body of a request for a subresource, as `kind`. */
const bodyOf = <T>({ kinds }: ServerContext, kind: BodyKind, request: ResourceRequest): T =>
  readBody(kinds, kind, request) as unknown as T;

const readObject: SubresourceAnswer = (server, { kind, namespace, name, presentation }) => {
  const object = lookUp(server, kind, namespace, name);
  if (!object) throw notFoundError(kind, name);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
};

/** A refusal of upstream's that its server has no Status for. */
const plainError = (message: string): StatusError => new StatusError(500, '', message);

interface Target {
  readonly kind?: string;
  readonly name?: string;
}

const postBinding: SubresourceAnswer = (server, request) => {
  const { target = {}, metadata } = bodyOf<{
    readonly target?: Target;
    readonly metadata?: { readonly name?: string };
  }>(server, bindingKind, request);
  if (metadata?.name !== request.name) {
    throw badRequestError('name in URL does not match name in Binding object');
  }
  if (target.kind && target.kind !== 'Node') {
    throw plainError(
      `target.kind: Unsupported value: "${target.kind}": supported values: "Node", "<empty>"`,
    );
  }
  if (!target.name) throw plainError('target.name: Required value');
  bind(server, request.namespace, request.name, target.name, request.call);
  return success(201);
};

const postEviction: SubresourceAnswer = (server, request) => {
  const { metadata, deleteOptions } = bodyOf<{
    readonly metadata?: JsonObject;
    readonly deleteOptions?: JsonObject;
  }>(server, evictionKind, request);
  const { namespace, name, call } = request;
  if (metadata?.['name'] !== name) {
    throw badRequestError('name in URL does not match name in Eviction object');
  }
  const inner = { ...request, request: { ...request.request, body: deleteOptions } };
  const options = deleteOptionsOf(inner);
  const isDry = Array.isArray(deleteOptions?.['dryRun']) && deleteOptions['dryRun'].includes('All');
  evict(server, namespace, name, call, isDry ? { ...options, dryRun: true } : options);
  return success(201);
};

const putScale: SubresourceAnswer = (server, request) => {
  const { kind, call, options, name, namespace } = request;
  const sent = bodyOf<Scale>(server, scaleKind, request);
  checkName(name, sent as unknown as Incoming);
  const scale = { ...sent, metadata: { ...sent.metadata, name, namespace } };
  return { code: 200, body: updateScale(server, kind, scale, call, options) };
};

const putFinalize: SubresourceAnswer = (server, request) => {
  const { kind, call, options, name, presentation } = request;
  const sent = bodyOf<Parameters<typeof finalize>[2]>(server, kind, request);
  const named = { ...sent, metadata: { ...sent.metadata, name } };
  const object = finalize(server, kind, named, call, options);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
};

const postToken: SubresourceAnswer = (server, request) => {
  const sent = bodyOf<Incoming>(server, tokenRequestKind, request);
  return { code: 201, body: requestToken(server, request.namespace, request.name, sent) };
};

const answers: Readonly<Record<string, SubresourceAnswer>> = {
  'GET approval': readObject,
  'PUT approval': answerUpdate,
  'PATCH approval': answerPatch,
  'GET status': readObject,
  'PUT status': answerUpdate,
  'PATCH status': answerPatch,
  'GET ephemeralcontainers': readObject,
  'PUT ephemeralcontainers': answerUpdate,
  'PATCH ephemeralcontainers': answerPatch,
  'GET resize': readObject,
  'PUT resize': answerUpdate,
  'PATCH resize': answerPatch,
  'GET scale': (server, { kind, namespace, name }) => ({
    code: 200,
    body: readScale(server, kind, namespace, name),
  }),
  'PUT scale': putScale,
  'PATCH scale': answerPatch,
  'POST binding': postBinding,
  'POST eviction': postEviction,
  'PUT finalize': putFinalize,
  'POST token': postToken,
  'GET exec': (server, request) => openCommand(server, request, 'exec'),
  'POST exec': (server, request) => openCommand(server, request, 'exec'),
  'GET attach': (server, request) => openCommand(server, request, 'attach'),
  'POST attach': (server, request) => openCommand(server, request, 'attach'),
  'GET portforward': openPorts,
  'POST portforward': openPorts,
  'GET log': (server, { kind, namespace, name, query }) =>
    readLog(server, kind, namespace, name, query),
};

/** Answers a request for a subresource the kind has; 404 for others, 405 for other methods. */
export function subresourceAnswer(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, subresource } = request;
  if (!subresourcesOf(kind).some(({ name }) => name === subresource)) throw unknownPathError();
  const key = `${request.request.method} ${subresource}`;
  const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
  if (!answer) throw wrongMethodError();
  return answer(server, request);
}
