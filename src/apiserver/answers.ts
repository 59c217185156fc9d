/** How collections and objects answer each method. */
import type { ApiRequest, ApiResponse, PatchType } from '#apimachinery/api.ts';
import { parseFieldSelector, printFieldSelector } from '#apimachinery/field-selector.ts';
import { badRequestError, notFoundError, tooLargeVersionError } from '#apimachinery/status.ts';
import { bindingKind } from '#resources/binding.ts';
import { reviewAnswer } from './auth/reviews/index.ts';
import { readBody } from './body.ts';
import { lookUp, type ServerContext } from './context.ts';
import { deletedBody, deleteOptionsOf } from './deletion.ts';
import type { Incoming } from './incoming.ts';
import { type ReadOptions, readOptionsOf } from './list-options.ts';
import { checkBodyType, patchTypeOf } from './media.ts';
import { decodePatched } from './patch-body.ts';
import { presentList, presentObject } from './present.ts';
import type { Answer, ResourceRequest } from './request.ts';
import { bind } from './subresources/binding.ts';
import { tableOf } from './table.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { checkName } from './verbs/identity.ts';
import { list } from './verbs/list.ts';
import { page, revisionOf } from './verbs/page.ts';
import { patch } from './verbs/patch.ts';
import { update } from './verbs/update.ts';
import { type Present, watch } from './verbs/watch.ts';

type Answers = Readonly<Record<string, (server: ServerContext) => Answer>>;

function answerWatch(
  server: ServerContext,
  request: ResourceRequest,
  options: ReadOptions,
): ApiResponse {
  const { kind, presentation } = request;
  const { form, include } = presentation;
  let isFirst = true;
  const present: Present = (object, isBookmark) => {
    if (form !== 'table') return presentObject(server, kind, object, presentation);
    const { resourceVersion } = object.metadata;
    const shape = { hasColumns: isFirst, isBookmark };
    isFirst = false;
    return tableOf(kind, [object], { resourceVersion }, include, server.clock.now(), shape);
  };
  return { code: 200, body: undefined, stream: watch(server, kind, options, present) };
}

function answerList(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, query, presentation } = request;
  const options = readOptionsOf(query, namespace);
  if (options.watch) return answerWatch(server, request, options);
  const { items, metadata } = page(server, kind, options);
  return { code: 200, body: presentList(server, kind, items, metadata, presentation) };
}

/** The field selector for one name; another name beside it is a mistake. */
function selectorOfName(given: string | undefined, name: string): string {
  const terms = given ? parseFieldSelector(given) : [];
  const own = { field: 'metadata.name', isEqual: true, value: name };
  const [only] = terms;
  if (only && printFieldSelector(terms) !== printFieldSelector([own])) {
    throw badRequestError("fieldSelector metadata.name doesn't match requested name");
  }
  return printFieldSelector([own]);
}

/** `/api/v1/watch/…`, the older way to ask: a watch of a collection, or of one name in it. */
export function answerOldWatch(server: ServerContext, request: ResourceRequest): ApiResponse {
  const options = { ...readOptionsOf(request.query, request.namespace), watch: true };
  if (!request.name) return answerWatch(server, request, options);
  const fieldSelector = selectorOfName(options.fieldSelector, request.name);
  return answerWatch(server, request, { ...options, fieldSelector });
}

function answerGet(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, query, presentation } = request;
  const asked = revisionOf(query.get('resourceVersion') ?? '');
  if (asked > server.store.revision) throw tooLargeVersionError(asked, server.store.revision);
  const object = lookUp(server, kind, namespace, name);
  if (!object) throw notFoundError(kind, name);
  return { code: 200, body: presentObject(server, kind, object, presentation) };
}

/** The body as an object of the kind, in the namespace of the path. */
function incoming(server: ServerContext, request: ResourceRequest): Incoming {
  const { kind, namespace } = request;
  checkBodyType(request.request.headers?.['content-type']);
  const body = readBody(server.kinds, kind, request);
  const given = body.metadata?.namespace;
  if (!kind.namespaced || given === namespace) return body;
  if (given) {
    throw badRequestError(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return { ...body, metadata: { ...body.metadata, namespace } };
}

/** A Binding posted by itself names its pod. */
function answerBinding(
  server: ServerContext,
  { namespace, call }: ResourceRequest,
  { metadata, target }: Incoming & { readonly target?: { readonly name?: string } },
): ApiResponse {
  bind(server, namespace, metadata?.name ?? '', target?.name ?? '', call);
  return {
    code: 201,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
  };
}

function answerCreate(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, call, options, presentation } = request;
  const sent = incoming(server, request);
  const answer = reviewAnswer(server, kind, sent, request.namespace, call.actor);
  if (answer) return { code: 201, body: answer };
  if (kind === bindingKind) return answerBinding(server, request, sent);
  const object = create(server, kind, sent, call, options);
  const warnings = kind.warnings?.(object, true) ?? [];
  return { code: 201, body: presentObject(server, kind, object, presentation), warnings };
}

/** A PUT or an apply of what isn't there yet creates it: 201. */
const codeOf = (server: ServerContext, { kind, namespace, name }: ResourceRequest): number =>
  lookUp(server, kind, namespace, name) ? 200 : 201;

/** PUT, of an object or of its subresource. */
export function answerUpdate(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, call, subresource, options, presentation } = request;
  const sent = incoming(server, request);
  checkName(request.name, sent);
  const code = codeOf(server, request);
  const object = update(server, kind, sent, call, subresource, options);
  const warnings =
    subresource in (kind.parts ?? {}) ? [] : (kind.warnings?.(object, code === 201) ?? []);
  return { code, body: presentObject(server, kind, object, presentation), warnings };
}

/** Refuses a patch whose text is no JSON or YAML. */
function checkPatchText(type: PatchType, { body, syntaxError }: ApiRequest): void {
  const why = syntaxError ?? (body === undefined ? 'unexpected end of JSON input' : undefined);
  if (why === undefined) return;
  throw badRequestError(
    type === 'apply'
      ? `error decoding YAML: error converting YAML to JSON: ${why}`
      : `error decoding patch: ${why}`,
  );
}

/** PATCH, of an object or of its subresource. */
export function answerPatch(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, call, subresource, options, presentation } = request;
  const type = patchTypeOf(request.request.headers?.['content-type'], kind.structure !== undefined);
  checkPatchText(type, request.request);
  const code = codeOf(server, request);
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
  const warnings =
    subresource in (kind.parts ?? {}) ? [] : (kind.warnings?.(object, code === 201) ?? []);
  return { code, body: presentObject(server, kind, object, presentation), warnings };
}

function answerDelete(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, name, call } = request;
  const deletion = remove(server, kind, namespace, name, call, deleteOptionsOf(request));
  return { code: 200, body: deletedBody(server, request, deletion) };
}

function answerDeleteCollection(server: ServerContext, request: ResourceRequest): ApiResponse {
  const { kind, namespace, call, query, presentation } = request;
  const options = deleteOptionsOf(request);
  const objects = list(server, kind, readOptionsOf(query, namespace));
  for (const { metadata } of objects) {
    remove(server, kind, metadata.namespace ?? '', metadata.name, call, options);
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
