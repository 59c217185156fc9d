/** Objects of manifests: which resource each is, and in which namespace. Mirrors cli-runtime pkg/resource/{visitor,mapper}.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from './command.ts';
import type { Discovery } from './discovery.ts';
import { isExpected, KubectlError, notSimulatedError } from './errors.ts';
import { type ManifestSource, readFileArguments } from './file-arguments.ts';
import { type ManifestDocument, readManifest } from './manifest.ts';
import type { Info, ResourceQuery, Source } from './resource-query.ts';

const textAt = (value: unknown): string => (typeof value === 'string' ? value : '');
const mapAt = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** `error validating "x.yaml": error validating data: [apiVersion not set, kind not set]; …` */
function checkTyped(value: JsonObject, source: string): void {
  const missing = [
    ...(textAt(value['apiVersion']) ? [] : ['apiVersion not set']),
    ...(textAt(value['kind']) ? [] : ['kind not set']),
  ];
  if (missing.length === 0) return;
  const list = missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`;
  throw new KubectlError(
    `error validating "${source}": error validating data: ${list}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

/** Sorted keys, compact, as Go prints a map. */
const shownMap = (value: JsonObject): string => JSON.stringify(sorted(value));
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

function infoOf(
  context: CommandContext,
  discovery: Discovery,
  document: ManifestDocument,
  source: string,
): Info {
  const { value, text } = document;
  const kind = textAt(value['kind']);
  if (!kind)
    throw new KubectlError(
      `unable to decode "${source}": Object 'Kind' is missing in '${shownMap(value)}'`,
    );
  const apiVersion = textAt(value['apiVersion']);
  const metadata = mapAt(value['metadata']);
  const name = textAt(metadata['name']);
  const ownNamespace = textAt(metadata['namespace']);
  const resource = discovery.ofKind(apiVersion, kind);
  if (!resource)
    throw new KubectlError(
      `resource mapping not found for name: "${name}" namespace: "${ownNamespace}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
    );
  const namespace = resource.namespaced ? ownNamespace || context.namespace : '';
  if (resource.namespaced && context.namespaceGiven && namespace !== context.namespace)
    throw new KubectlError(
      `the namespace from the provided object "${namespace}" does not match the namespace "${context.namespace}". You must pass '--namespace=${namespace}' to perform this operation.`,
    );
  const { namespace: _, ...bare } = metadata;
  const placed = { ...value, metadata: namespace ? { ...metadata, namespace } : bare };
  return { resource, namespace, name, source, text, object: placed as unknown as KubeObject };
}

/** A `List` (or any kind ending in List with items) ⇒ its items. */
function flatten(document: ManifestDocument): readonly ManifestDocument[] {
  const { items, kind } = document.value;
  if (!Array.isArray(items) || !textAt(kind).endsWith('List')) return [document];
  return items.map((item) => ({ value: mapAt(item), text: JSON.stringify(item) }));
}

function sourcesOf(
  context: CommandContext,
  discovery: Discovery,
  query: ResourceQuery,
  file: ManifestSource,
): readonly Source[] {
  const found: Source[] = [];
  const fail = (error: unknown): void => {
    if (!isExpected(error)) throw error;
    found.push({ type: 'failed', error });
  };
  try {
    for (const document of readManifest(file.text, file.name)) {
      if (query.validate !== false) checkTyped(document.value, file.name);
      for (const part of flatten(document)) {
        try {
          found.push({ type: 'object', info: infoOf(context, discovery, part, file.name) });
        } catch (error) {
          fail(error);
        }
      }
    }
  } catch (error) {
    fail(error);
  }
  return found;
}

/** Every object of the files a query names; what fails stands in its place. */
export async function infosOfFiles(
  context: CommandContext,
  query: ResourceQuery,
): Promise<{ readonly sources: readonly Source[]; readonly singleItemImplied: boolean }> {
  if (query.kustomize) {
    if (query.filenames?.length) throw new KubectlError('only one of -f or -k can be specified');
    throw notSimulatedError('kustomize (-k)');
  }
  const names = query.filenames ?? [];
  const { sources, many } = await readFileArguments(context.host, names, query.recursive ?? false);
  const discovery = await context.api.discover();
  return {
    sources: sources.flatMap((file) => sourcesOf(context, discovery, query, file)),
    singleItemImplied: !many && sources.length === 1,
  };
}
