/** Objects of manifests: which resource each is, and in which namespace. Mirrors cli-runtime pkg/resource/{visitor,mapper}.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from './command.ts';
import type { ApiResource, Discovery } from './discovery.ts';
import { isExpected, KubectlError } from './errors.ts';
import { type FileArguments, type ManifestSource, readFileArguments } from './file-arguments.ts';
import { load } from './load.ts';
import { type ManifestDocument, NotAnObject, readManifest } from './manifest.ts';
import { metadataMistake } from './metadata-check.ts';
import type { Info, ResourceQuery, Source } from './resource-query.ts';

const textAt = (value: unknown): string => (typeof value === 'string' ? value : '');
const mapAt = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const invalid = (source: string, what: string): KubectlError =>
  new KubectlError(
    `error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );

/** `error validating "x.yaml": error validating data: [apiVersion not set, kind not set]; …` */
function checkTyped(value: JsonObject, source: string): void {
  const wrong = ['apiVersion', 'kind'].flatMap((name) => {
    const found = value[name] ?? '';
    if (found === '') return [`${name} not set`];
    return typeof found === 'string' ? [] : [`${name} isn't string type`];
  });
  if (wrong.length === 0) return;
  throw invalid(source, wrong.length === 1 ? (wrong[0] ?? '') : `[${wrong.join(', ')}]`);
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

/** A kind that the server has not, for commands that ask it nothing. */
function unmapped(apiVersion: string, kind: string): ApiResource {
  const slash = apiVersion.indexOf('/');
  const singular = kind.toLowerCase();
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    plural: `${singular}s`,
    singular,
    namespaced: false,
    verbs: [],
    shortNames: [],
    categories: [],
    subresources: [],
    preferred: true,
  };
}

function infoOf(
  context: CommandContext,
  discovery: Discovery,
  document: ManifestDocument,
  source: string,
  local: boolean,
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
  const resource =
    discovery.ofKind(apiVersion, kind) ?? (local ? unmapped(apiVersion, kind) : undefined);
  if (!resource)
    throw new KubectlError(
      `resource mapping not found for name: "${name}" namespace: "${ownNamespace}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
    );
  if (local)
    return { resource, namespace: '', name, source, text, object: value as unknown as KubeObject };
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
  const local = query.local ?? false;
  const fail = (error: unknown): void => {
    if (!isExpected(error)) throw error;
    found.push({ type: 'failed', error });
  };
  try {
    for (const document of readManifest(file.text, file.name)) {
      if (query.validate !== false) checkTyped(document.value, file.name);
      const mistake = metadataMistake(document.value);
      if (mistake) throw new KubectlError(`unable to decode "${file.name}": ${mistake}`);
      for (const part of flatten(document)) {
        try {
          found.push({ type: 'object', info: infoOf(context, discovery, part, file.name, local) });
        } catch (error) {
          fail(error);
        }
      }
    }
  } catch (error) {
    const isPlain = error instanceof NotAnObject && query.validate !== false;
    fail(isPlain ? invalid(file.name, 'invalid object to validate') : error);
  }
  return found;
}

/** What is wrong with `-f`, `-k` and `-R` together. Mirrors builder.go FilenameOptions.validate. */
export const fileFlagProblems = ({
  kustomize,
  filenames = [],
  recursive,
}: ResourceQuery): readonly Error[] => [
  ...(kustomize && filenames.length > 0
    ? [new KubectlError('only one of -f or -k can be specified')]
    : []),
  ...(kustomize && recursive ? [new KubectlError("the -k flag can't be used with -f or -R")] : []),
];

/** What was built for a command: it may go through its files twice, but builds once. */
const built = new WeakMap<CommandContext, Promise<string>>();

async function buildOnce(context: CommandContext, folder: string): Promise<string> {
  const known = built.get(context);
  if (known) return known;
  const { kustomizeText } = await load(context.host, () => import('./kustomize/command.ts'));
  const text = kustomizeText(context, folder);
  built.set(context, text);
  return text;
}

/** The manifests of `-f`; or of `-k`, which is one, built on the spot. */
async function manifestsOf(
  context: CommandContext,
  { filenames = [], kustomize = '', recursive = false }: ResourceQuery,
): Promise<FileArguments> {
  if (!kustomize) return readFileArguments(context.host, filenames, recursive);
  return { sources: [{ name: kustomize, text: await buildOnce(context, kustomize) }], many: false };
}

/** Every object of the files a query names; what fails stands in its place. */
export async function infosOfFiles(
  context: CommandContext,
  query: ResourceQuery,
): Promise<{ readonly sources: readonly Source[]; readonly singleItemImplied: boolean }> {
  const { sources, many } = await manifestsOf(context, query);
  const discovery = await context.api.discover();
  return {
    sources: sources.flatMap((file) => sourcesOf(context, discovery, query, file)),
    singleItemImplied: !many && sources.length === 1,
  };
}
