/** kubectl's client of the API: typed REST calls over a Transport, refusals as StatusError. */
import type {
  Actor,
  ApiRequest,
  ApiResponse,
  DeleteOptions,
  PatchType,
  WatchFrame,
} from '#apimachinery/api.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { type Status, StatusError } from '#apimachinery/status.ts';
import type { Transport } from '#client/rest.ts';
import type { ListQuery, ListResult, WatchQuery, WriteQuery } from './api-queries.ts';
import {
  type ApiResource,
  createDiscovery,
  type Discovery,
  groupVersionOf,
  queryOf,
  readDiscovery,
  resourcePath,
} from './discovery.ts';
import { patchContentType } from './patch-content-type.ts';
import { checkSegments } from './path-segment.ts';
import { refusal } from './refusal.ts';
import type { Table } from './server-table.ts';
import { framesOf } from './watch-frames.ts';

export type { ListQuery, ListResult, WatchQuery, WriteQuery } from './api-queries.ts';
export type { Table, TableColumn, TableRow } from './server-table.ts';

const tableAccept =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const discoveryAccept =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
/** An item of a list with its apiVersion and kind: the server says those of what is built in once. */
const typed =
  (resource: ApiResource) =>
  <T extends KubeObject>(item: T): T =>
    item.kind ? item : { ...item, apiVersion: groupVersionOf(resource), kind: resource.kind };

/** Who kubectl is to the server. */
export interface ApiClientOptions {
  /** Whom the kubeconfig names: what counts where there is no TLS and nothing else is said. */
  readonly actor: Actor;
  /** Sent with every request: credentials, whom to act as. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly certificate?: string;
  readonly onWarning: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** REST calls of one command. */
export class ApiClient {
  private readonly transport: Transport;
  private readonly options: ApiClientOptions;
  private discovered: Promise<Discovery> | undefined;

  constructor(transport: Transport, options: ApiClientOptions) {
    this.transport = transport;
    this.options = options;
  }

  /** Sends a request; throws what the server refuses; passes warnings on. */
  async send(request: ApiRequest): Promise<ApiResponse> {
    const { actor, headers, certificate } = this.options;
    const response = await this.transport({
      actor,
      ...request,
      headers: { ...headers, ...request.headers },
      ...(certificate ? { certificate } : {}),
    });
    for (const warning of response.warnings ?? []) await this.options.onWarning(warning);
    if (response.code >= 400) throw refusal(response);
    return response;
  }

  /** The body of a GET, for `--raw` and other plain paths. */
  async getPath(path: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return (await this.send({ method: 'GET', path, headers })).body;
  }

  /** What the server offers; asked once a command. */
  discover(): Promise<Discovery> {
    this.discovered ??= this.readDiscovery();
    return this.discovered;
  }

  private async readDiscovery(): Promise<Discovery> {
    const headers = { accept: discoveryAccept };
    const core = await this.readDocument('/api', headers);
    const groups = await this.readDocument('/apis', headers);
    const { onWarning } = this.options;
    return createDiscovery([...readDiscovery(core), ...readDiscovery(groups)], onWarning);
  }

  // A document of discovery. Differs: upstream keeps them on disk, for all users of a cluster; here
  // whoever may not read them is told what the kubeconfig's own user would be.
  private async readDocument(
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    try {
      return await this.getPath(path, headers);
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== 'Forbidden') throw error;
      return (await this.transport({ method: 'GET', path, headers })).body;
    }
  }

  async get<T extends KubeObject = KubeObject>(
    resource: ApiResource,
    namespace: string,
    name: string,
    subresource = '',
  ): Promise<T> {
    checkSegments(namespace, name);
    return (await this.getPath(resourcePath(resource, namespace, name, subresource))) as T;
  }

  /** The object as the server's table of one row. */
  async getTable(
    resource: ApiResource,
    namespace: string,
    name: string,
    options: { readonly subresource?: string; readonly includeObject?: string } = {},
  ): Promise<Table | KubeObject> {
    checkSegments(namespace, name);
    const path = resourcePath(resource, namespace, name, options.subresource);
    const query = queryOf({ includeObject: options.includeObject });
    return (await this.getPath(path + query, { accept: tableAccept })) as Table | KubeObject;
  }

  async list<T extends KubeObject = KubeObject>(
    resource: ApiResource,
    query: ListQuery = {},
  ): Promise<ListResult<T>> {
    const pages = await this.pages<ListResult<T>>(resource, query, {}, {});
    const last = pages.at(-1);
    if (!last) return last as unknown as ListResult<T>;
    return { ...last, items: pages.flatMap((page) => page.items.map(typed(resource))) };
  }

  async listTable(
    resource: ApiResource,
    query: ListQuery & { readonly includeObject?: string } = {},
  ): Promise<Table> {
    const pages = await this.pages<Table>(
      resource,
      query,
      { accept: tableAccept },
      { includeObject: query.includeObject },
    );
    const [first] = pages;
    if (!first || pages.length === 1) return first as Table;
    return {
      ...first,
      ...pages.at(-1),
      columnDefinitions: first.columnDefinitions,
      rows: pages.flatMap((page) => page.rows),
    };
  }

  private async pages<Page extends { readonly metadata?: { readonly continue?: string } }>(
    resource: ApiResource,
    query: ListQuery,
    headers: Readonly<Record<string, string>>,
    extra: Readonly<Record<string, string | undefined>>,
  ): Promise<readonly Page[]> {
    const pages: Page[] = [];
    let token: string | undefined;
    do {
      const path = resourcePath(resource, query.namespace ?? '');
      const parameters = queryOf({
        ...extra,
        labelSelector: query.labelSelector,
        fieldSelector: query.fieldSelector,
        limit: query.chunkSize || undefined,
        continue: token,
      });
      const page = (await this.getPath(path + parameters, headers)) as Page;
      pages.push(page);
      token = page.metadata?.continue;
    } while (token);
    return pages;
  }

  private async write<T>(
    method: string,
    path: string,
    body: unknown,
    query: WriteQuery,
    contentType = 'application/json',
  ): Promise<T> {
    const parameters = queryOf({
      dryRun: query.dryRun ? 'All' : undefined,
      fieldManager: query.fieldManager,
      fieldValidation: query.fieldValidation,
      force: query.force,
    });
    const response = await this.send({
      method,
      path: path + parameters,
      headers: { 'content-type': contentType },
      body: body as Json,
      text: query.text,
    });
    return response.body as T;
  }

  create<T extends KubeObject = KubeObject>(
    resource: ApiResource,
    namespace: string,
    object: unknown,
    query: WriteQuery & { readonly name?: string } = {},
  ): Promise<T> {
    const path = resourcePath(resource, namespace, query.name, query.subresource);
    return this.write('POST', path, object, query);
  }

  async update<T extends KubeObject = KubeObject>(
    resource: ApiResource,
    namespace: string,
    name: string,
    object: unknown,
    query: WriteQuery = {},
  ): Promise<T> {
    checkSegments(namespace, name);
    const path = resourcePath(resource, namespace, name, query.subresource);
    return this.write('PUT', path, object, query);
  }

  async patch<T extends KubeObject = KubeObject>(
    resource: ApiResource,
    namespace: string,
    name: string,
    type: PatchType,
    patch: unknown,
    query: WriteQuery = {},
  ): Promise<T> {
    checkSegments(namespace, name);
    const path = resourcePath(resource, namespace, name, query.subresource);
    return this.write('PATCH', path, patch, query, patchContentType[type]);
  }

  /** Gives the object when it lingers, a Status when it is gone. */
  async delete(
    resource: ApiResource,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): Promise<KubeObject | Status> {
    checkSegments(namespace, name);
    const { dryRun, gracePeriodSeconds, propagationPolicy, preconditions } = options;
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
      ...(propagationPolicy ? { propagationPolicy } : {}),
      ...(preconditions ? { preconditions } : {}),
      ...(dryRun ? { dryRun: ['All'] } : {}),
    };
    return this.write('DELETE', resourcePath(resource, namespace, name), body, {});
  }

  /** Frames until the server or the signal ends the watch; leaving the loop closes it. */
  async *watch(resource: ApiResource, query: WatchQuery = {}): AsyncGenerator<WatchFrame> {
    const path = resourcePath(resource, query.namespace ?? '');
    const parameters = queryOf({
      watch: 'true',
      labelSelector: query.labelSelector,
      fieldSelector: query.fieldSelector,
      resourceVersion: query.resourceVersion,
      includeObject: query.includeObject,
      timeoutSeconds: query.timeoutSeconds,
    });
    const response = await this.send({
      method: 'GET',
      path: path + parameters,
      headers: query.table ? { accept: tableAccept } : {},
    });
    if (!response.stream) throw new StatusError(500, 'InternalError', 'the server sent no watch');
    yield* framesOf(response.stream, query.signal ?? this.options.signal);
  }

  /** The text of a stream (followed logs), chunk by chunk; a text that is complete comes as one. */
  async *text(path: string): AsyncGenerator<string> {
    const response = await this.send({ method: 'GET', path });
    if (response.textStream) yield* framesOf(response.textStream, this.options.signal);
    else if (typeof response.body === 'string' && response.body) yield response.body;
  }
}
