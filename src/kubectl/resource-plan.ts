/** From arguments to what to fetch. Mirrors cli-runtime pkg/resource/builder.go visitorResult. */
import type { CommandContext } from './command.ts';
import type { ApiResource, Discovery } from './discovery.ts';
import { KubectlError, throwAll } from './errors.ts';
import { pathProblems } from './file-arguments.ts';
import { fileFlagProblems, infosOfFiles } from './resource-files.ts';
import type { Plan, ResourceQuery, Source } from './resource-query.ts';
import { argProblems, readArgs, resourceFor, type Spoken, type Tuple } from './resource-words.ts';

const missingResourceText = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

function distinctResources(
  discovery: Discovery,
  words: readonly string[],
  query: ResourceQuery,
): readonly ApiResource[] {
  if (words.length > 1 && query.singleResourceType)
    throw new KubectlError('you may only specify a single resource type');
  return [...new Set(words.map((word) => resourceFor(discovery, word)))];
}

/** The namespace a query looks in: "" for all of them. */
const namespaceOf = (context: CommandContext, query: ResourceQuery): string =>
  query.allNamespaces ? '' : (query.namespace ?? context.namespace);

function namedSource(
  context: CommandContext,
  query: ResourceQuery,
  resource: ApiResource,
  name: string,
): Source {
  const namespace = resource.namespaced ? namespaceOf(context, query) : '';
  if (resource.namespaced && !namespace)
    throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
  return { type: 'named', info: { resource, namespace, name, source: '' } };
}

function planSelections(
  context: CommandContext,
  query: ResourceQuery,
  discovery: Discovery,
  spoken: Spoken,
): Plan {
  if (spoken.names.length > 0)
    throw new KubectlError('name cannot be provided when a selector is specified');
  if (spoken.tuples.length > 0)
    throw new KubectlError(
      'selectors and the all flag cannot be used when passing resource/name arguments',
    );
  if (spoken.types.length === 0)
    throw new KubectlError('at least one resource must be specified to use a selector');
  if (query.subresource)
    throw new KubectlError('subresource cannot be used when bulk resources are specified');
  const sources = distinctResources(discovery, spoken.types, query).map(
    (resource): Source => ({
      type: 'selection',
      resource,
      namespace: resource.namespaced ? namespaceOf(context, query) : '',
      labelSelector: query.labelSelector ?? '',
      fieldSelector: query.fieldSelector ?? '',
    }),
  );
  return { sources, singleItemImplied: false, targetsSingleItems: false };
}

function planNames(
  context: CommandContext,
  query: ResourceQuery,
  discovery: Discovery,
  spoken: Spoken,
): Plan {
  if (spoken.types.length > 1) throw new KubectlError('you must specify only one resource');
  const [resource] = distinctResources(discovery, spoken.types, query);
  if (!resource) throw new KubectlError('you must provide a resource and a resource name together');
  return {
    sources: spoken.names.map((name) => namedSource(context, query, resource, name)),
    singleItemImplied: spoken.names.length === 1,
    targetsSingleItems: true,
  };
}

function planTuples(
  context: CommandContext,
  query: ResourceQuery,
  discovery: Discovery,
  tuples: readonly Tuple[],
): Plan {
  const resources = tuples.map(({ type }) => resourceFor(discovery, type));
  if (query.singleResourceType && new Set(resources).size > 1)
    throw new KubectlError('you may only specify a single resource type');
  const sources = tuples.map(({ type, name }) =>
    namedSource(context, query, resourceFor(discovery, type), name),
  );
  return { sources, singleItemImplied: tuples.length === 1, targetsSingleItems: true };
}

async function planFiles(
  context: CommandContext,
  query: ResourceQuery,
  spoken: Spoken,
): Promise<Plan> {
  if (spoken.types.length > 0)
    throw new KubectlError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    );
  if (spoken.tuples.length > 0)
    throw new KubectlError('resource/name arguments cannot be provided when a path is specified');
  const { sources, singleItemImplied } = await infosOfFiles(context, query);
  return { sources, singleItemImplied, targetsSingleItems: true };
}

/** Who asks for `-f` asks for `-k` and `-R` too, where the command has them. */
function withFileFlags({ flags }: CommandContext, query: ResourceQuery): ResourceQuery {
  if (query.filenames === undefined) return query;
  return {
    ...query,
    kustomize: query.kustomize ?? (flags.has('kustomize') ? flags.string('kustomize') : ''),
    recursive: query.recursive ?? (flags.has('recursive') && flags.bool('recursive')),
  };
}

/** Mistakes in `-f` and its company hide what is wrong with the paths. */
function filenameProblems(context: CommandContext, query: ResourceQuery): readonly Error[] {
  const problems = fileFlagProblems(query);
  if (problems.length > 0) return problems;
  return pathProblems(context.host, query.filenames ?? [], query.recursive ?? false);
}

const checkSelectors = (query: ResourceQuery): void => {
  if (!query.all) return;
  if (query.labelSelector || query.fieldSelector)
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
};

/** `--local` can only mean files. Mirrors cli-runtime pkg/resource/builder.go LocalResourceError. */
export const localResourceError = (): KubectlError =>
  new KubectlError(`you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`);

/** Reads the arguments into what to fetch; nothing but discovery and files is asked yet. */
export async function planResources(context: CommandContext, asked: ResourceQuery): Promise<Plan> {
  const query = withFileFlags(context, asked);
  const hasFiles = (query.filenames?.length ?? 0) > 0 || Boolean(query.kustomize);
  checkSelectors(query);
  const args = query.args ?? [];
  if (query.local && args.length > 0) throw localResourceError();
  if (!hasFiles && args.length === 0) {
    if (query.all || query.labelSelector || query.fieldSelector)
      throw new KubectlError('at least one resource must be specified to use a selector');
    throw new KubectlError(missingResourceText);
  }
  // Asked for first: what is wrong with the kubeconfig is told in its words.
  if (!query.allNamespaces && query.namespace === undefined) void context.namespace;
  const problems = [...filenameProblems(context, query), ...argProblems(query)];
  throwAll(problems);
  const discovery = await context.api.discover();
  const spoken = readArgs(discovery, query);
  if (hasFiles) return planFiles(context, query, spoken);
  if (query.all || query.labelSelector || query.fieldSelector || spoken.everything)
    return planSelections(context, query, discovery, spoken);
  if (spoken.tuples.length > 0) return planTuples(context, query, discovery, spoken.tuples);
  if (spoken.names.length > 0) return planNames(context, query, discovery, spoken);
  for (const word of spoken.types) resourceFor(discovery, word);
  throw new KubectlError('resource(s) were provided, but no name was specified');
}
