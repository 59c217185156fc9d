/** The objects a command line means, fetched and visited. Mirrors cli-runtime pkg/resource/{builder,visitor}.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { CommandContext } from './command.ts';
import { type ApiResource, groupVersionOf } from './discovery.ts';
import { AggregateFailure, isExpected, throwAll } from './errors.ts';
import { withNamespaceHint } from './namespace-hint.ts';
import { planResources } from './resource-plan.ts';
import type { FetchedInfo, Info, ResourceQuery, Source } from './resource-query.ts';

export { planResources } from './resource-plan.ts';
export type { FetchedInfo, Info, ResourceQuery, Source } from './resource-query.ts';
export { resourceFor } from './resource-words.ts';

/** `Unable to find "/v1, Resource=pods" that match label selector "", field selector "x=y": …` */
export function listError(error: unknown, source: Source & { type: 'selection' }): unknown {
  if (!(error instanceof StatusError)) return error;
  if (error.reason !== 'BadRequest' && error.reason !== 'NotFound') return error;
  const { resource, labelSelector, fieldSelector } = source;
  const [group, version] = resource.group
    ? [resource.group, resource.version]
    : ['', resource.version];
  const subject = `"${group}/${version}, Resource=${resource.plural}"`;
  const head =
    labelSelector || fieldSelector
      ? `Unable to find ${subject} that match label selector "${labelSelector}", field selector "${fieldSelector}"`
      : `Unable to list ${subject}`;
  return new StatusError(
    error.code,
    error.reason,
    `${head}: ${error.message}`,
    error.status.details,
  );
}

/** Objects of a list, each with its own apiVersion and kind (the server leaves them out of items). */
export function withType(object: KubeObject, resource: ApiResource): KubeObject {
  if (object.apiVersion && object.kind) return object;
  const { apiVersion: _, kind: __, ...rest } = object as KubeObject & JsonObject;
  return {
    apiVersion: groupVersionOf(resource),
    kind: resource.kind,
    ...rest,
  } as unknown as KubeObject;
}

async function fetchSource(
  context: CommandContext,
  query: ResourceQuery,
  source: Source,
): Promise<readonly Info[]> {
  if (source.type === 'failed') throw source.error;
  if (source.type === 'object' && (!query.latest || query.local)) return [source.info];
  if (source.type === 'object' || source.type === 'named') {
    const { resource, namespace, name } = source.info;
    const { api } = context;
    const object = await withNamespaceHint(api, resource, namespace, () =>
      api.get(resource, namespace, name, query.subresource),
    );
    return [{ ...source.info, object }];
  }
  const { resource, namespace, labelSelector, fieldSelector } = source;
  try {
    const list = await context.api.list(resource, {
      namespace,
      labelSelector,
      fieldSelector,
      chunkSize: query.chunkSize ?? 500,
    });
    return list.items.map((item) => ({
      resource,
      namespace: resource.namespaced ? (item.metadata.namespace ?? '') : '',
      name: item.metadata.name,
      source: '',
      object: withType(item, resource),
    }));
  } catch (error) {
    throw listError(error, source);
  }
}

export interface ReadResult {
  readonly infos: readonly FetchedInfo[];
  /** What could not be had; without `continueOnError` the first of them is thrown instead. */
  readonly errors: readonly Error[];
  readonly singleItemImplied: boolean;
}

/** Reads every object the arguments mean. */
export async function readInfos(
  context: CommandContext,
  query: ResourceQuery,
): Promise<ReadResult> {
  const plan = await planResources(context, query);
  const infos: FetchedInfo[] = [];
  const errors: Error[] = [];
  for (const source of plan.sources) {
    try {
      for (const info of await fetchSource(context, query, source))
        if (info.object) infos.push({ ...info, object: info.object });
    } catch (error) {
      if (!query.continueOnError || !isExpected(error)) throw error;
      errors.push(error);
    }
  }
  return { infos, errors, singleItemImplied: plan.singleItemImplied };
}

/** Goes on after failures when the query says so, and throws them all at the end. */
async function visitSources(
  query: ResourceQuery,
  sources: readonly Source[],
  read: (source: Source) => Promise<readonly Info[]>,
  visit: (info: Info) => Promise<void>,
): Promise<void> {
  const errors: Error[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!query.continueOnError || !isExpected(error)) throw error;
      if (error instanceof AggregateFailure) errors.push(...error.errors);
      else errors.push(error);
    }
  };
  for (const source of sources)
    await attempt(async () => {
      for (const info of await read(source)) await attempt(() => visit(info));
    });
  throwAll(errors);
}

/**
 * Calls `visit` for every object the arguments mean, in order; gives how many there were. Stops at
 * the first failure, or with `continueOnError` goes on and throws all failures at the end.
 */
export async function visitResources(
  context: CommandContext,
  query: ResourceQuery,
  visit: (info: FetchedInfo) => Promise<void>,
): Promise<number> {
  const { sources } = await planResources(context, query);
  let visited = 0;
  await visitSources(
    query,
    sources,
    (source) => fetchSource(context, query, source),
    async (info) => {
      const { object } = info;
      if (!object) return;
      visited += 1;
      await visit({ ...info, object });
    },
  );
  return visited;
}

/** Like visitResources, but what is named or in a file is not asked for first (delete). */
export async function visitNames(
  context: CommandContext,
  query: ResourceQuery,
  visit: (info: Info) => Promise<void>,
): Promise<void> {
  const { sources } = await planResources(context, query);
  const read = async (source: Source): Promise<readonly Info[]> =>
    source.type === 'named' ? [source.info] : fetchSource(context, query, source);
  await visitSources(query, sources, read, visit);
}
