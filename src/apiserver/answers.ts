/** How collections and objects answer each method. */
import type { ApiResponse } from '#apimachinery/api.ts';
import { parseFieldSelector, printFieldSelector } from '#apimachinery/field-selector.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError, notFoundError } from '#apimachinery/status.ts';
import { readBody } from './body.ts';
import { lookUp, type ServerContext } from './context.ts';
import { deletedBody, deleteOptionsOf } from './deletion.ts';
import type { Incoming } from './incoming.ts';
import { checkBodyType, patchTypeOf } from './media.ts';
import { decodePatched } from './patch-body.ts';
import { presentList, presentObject } from './present.ts';
import { type Answer, flagOf, type ResourceRequest } from './request.ts';
import { tableOf } from './table.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { list } from './verbs/list.ts';
import { page } from './verbs/page.ts';
import { patch } from './verbs/patch.ts';
import { update } from './verbs/update.ts';
import { watch } from './verbs/watch.ts';

type Answers = Readonly<Record<string, (server: ServerContext) => Answer>>;

const selectorsOf = ({ namespace, query }: ResourceRequest) => ({
  namespace,
  labelSelector: query.get('labelSelector') ?? undefined,
  fieldSelector: query.get('fieldSelector') ?? undefined,
});

function answerWatch(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, query, presentation } = request;
  const { form, include } = presentation;
  let isFirst = true;
  const present = (object: KubeObject): unknown => {
    if (form !== 'table') return presentObject(server, kind, object, presentation);
    const { resourceVersion } = object.metadata;
    const hasColumns = isFirst;
    isFirst = false;
    return tableOf(kind, [object], { resourceVersion }, include, server.clock.now(), hasColumns);
  };
  const timeout = Number(query.get('timeoutSeconds') ?? 0);
  const stream = watch(
    server,
    kind,
    {
      ...selectorsOf(request),
      resourceVersion: query.get('resourceVersion') ?? undefined,
      allowWatchBookmarks: flagOf(query, 'allowWatchBookmarks'),
      sendInitialEvents: flagOf(query, 'sendInitialEvents'),
      timeoutSeconds: Number.isFinite(timeout) && timeout > 0 ? timeout : undefined,
    },
    present,
  );
  return { code: 200, body: undefined, stream };
}

function answerList(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, query, presentation } = request;
  if (flagOf(query, 'watch')) return answerWatch(server, request);
  const limit = Number(query.get('limit') ?? 0);
  const after = query.get('continue') ?? '';
  const { items, metadata } = page(server, kind, selectorsOf(request), limit, after);
  return { code: 200, body: presentList(server, kind, items, metadata, presentation) };
}

/** `?watch=1` on one object is a watch of the collection narrowed to its name. */
function answerGet(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, query, presentation } = request;
  if (flagOf(query, 'watch')) {
    const own = { field: 'metadata.name', isEqual: true, value: name };
    const terms = parseFieldSelector(query.get('fieldSelector') ?? '');
    query.set('fieldSelector', printFieldSelector([...terms, own]));
    return answerWatch(server, request);
  }
  const object = lookUp(server, kind, namespace, name);
  if (!object) throw notFoundError(kind, name);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
}

/** The body as an object of the kind, in the namespace of the path. */
function incoming(request: ResourceRequest): Incoming {
  const { kind, namespace, options, warnings } = request;
  checkBodyType(request.request.headers?.['content-type']);
  const body = readBody(kind, request.request, options.fieldValidation ?? 'Warn', (warning) =>
    warnings.push(warning),
  );
  const given = body.metadata?.namespace;
  if (!kind.namespaced || given === namespace) return body;
  if (given) {
    throw badRequestError(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return { ...body, metadata: { ...body.metadata, namespace } };
}

function answerCreate(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, call, options, presentation } = request;
  const object = create(server, kind, incoming(request), call, options);
  const warnings = kind.warnings?.(object) ?? [];
  return { code: 201, body: presentObject(server, kind, object, presentation), warnings };
}

function checkName(request: ResourceRequest, sent: Incoming): void {
  const name = sent.metadata?.name ?? '';
  if (name === request.name) return;
  throw badRequestError(
    name
      ? `the name of the object (${name}) does not match the name on the URL (${request.name})`
      : `name must be provided`,
  );
}

/** PUT, of an object or of its subresource. */
export function answerUpdate(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, call, subresource, options, presentation } = request;
  const sent = incoming(request);
  checkName(request, sent);
  const object = update(server, kind, sent, call, subresource, options);
  const warnings = kind.warnings?.(object) ?? [];
  return { code: 200, body: presentObject(server, kind, object, presentation), warnings };
}

/** PATCH, of an object or of its subresource. */
export function answerPatch(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, call, subresource, options, presentation } = request;
  const type = patchTypeOf(request.request.headers?.['content-type']);
  const object = patch(
    server,
    kind,
    namespace,
    name,
    type,
    request.request.body,
    call,
    subresource,
    options,
    (document) => decodePatched(request, type, document),
  );
  if (subresource === 'scale') return { code: 200, body: object };
  const warnings = kind.warnings?.(object) ?? [];
  return { code: 200, body: presentObject(server, kind, object, presentation), warnings };
}

function answerDelete(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, call } = request;
  const deletion = remove(server, kind, namespace, name, call, deleteOptionsOf(request));
  return { code: 200, body: deletedBody(server, request, deletion) };
}

function answerDeleteCollection(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, call, presentation } = request;
  const options = deleteOptionsOf(request);
  const objects = list(server, kind, selectorsOf(request));
  for (const { metadata } of objects) {
    remove(server, kind, namespace, metadata.name, call, options);
  }
  const metadata = { resourceVersion: String(server.store.revision) };
  return { code: 200, body: presentList(server, kind, objects, metadata, presentation) };
}

const withServer =
  (answer: (server: ServerContext, request: ResourceRequest) => ApiResponse) =>
  (server: ServerContext): Answer =>
  (request) =>
    answer(server, request);

/** Methods of `/…/pods`. */
export const collectionAnswers: Answers = {
  GET: withServer(answerList),
  POST: withServer(answerCreate),
  DELETE: withServer(answerDeleteCollection),
};

/** Methods of `/…/pods/web`. */
export const objectAnswers: Answers = {
  GET: withServer(answerGet),
  PUT: withServer(answerUpdate),
  PATCH: withServer(answerPatch),
  DELETE: withServer(answerDelete),
};
