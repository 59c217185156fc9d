/** The words for resources and objects on a command line. Mirrors cli-runtime pkg/resource/builder.go ResourceTypeOrNameArgs. */
import type { ApiResource, Discovery } from './discovery.ts';
import { KubectlError } from './errors.ts';
import type { ResourceQuery } from './resource-query.ts';

const unknownType = (word: string): KubectlError =>
  new KubectlError(`the server doesn't have a resource type "${word.split('.')[0] ?? ''}"`);

/** The resource a word means; throws kubectl's words when there is none. */
export function resourceFor(discovery: Discovery, word: string): ApiResource {
  const found = discovery.find(word);
  if (!found) throw unknownType(word);
  return found;
}

/** "po,svc,po" ⇒ ["po", "svc"] */
const splitTypes = (word: string): readonly string[] => [...new Set(word.split(','))];

export interface Tuple {
  readonly type: string;
  readonly name: string;
}
/** What the arguments say, before the server was asked what the words mean. */
export interface Spoken {
  readonly tuples: readonly Tuple[];
  readonly types: readonly string[];
  readonly names: readonly string[];
  readonly everything: boolean;
}

/** `deploy,svc web` ⇒ `deploy/web svc/web` */
function normaliseArgs(args: readonly string[]): readonly string[] {
  const [first = '', ...names] = args;
  const types = splitTypes(first);
  if (names.length === 0 || types.length < 2) return args;
  return types.flatMap((type) => names.map((name) => `${type}/${name}`));
}

function splitTuple(word: string): Tuple {
  const parts = word.split('/');
  if (parts.length !== 2)
    throw new KubectlError('arguments in resource/name form may not have more than one slash');
  const [type = '', name = ''] = parts;
  if (!type || !name || splitTypes(type).length !== 1)
    throw new KubectlError('arguments in resource/name form must have a single resource and name');
  return { type, name };
}

function areTuples(words: readonly string[]): boolean {
  const withSlash = words.filter((word) => word.includes('/')).length;
  if (withSlash === 0) return false;
  if (withSlash === words.length) return true;
  throw new KubectlError(
    "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
  );
}

/** What is wrong with the arguments whatever the server has. */
export function argProblems(query: ResourceQuery): readonly Error[] {
  const words = normaliseArgs(query.args ?? []);
  try {
    if (areTuples(words)) words.forEach(splitTuple);
    return [];
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    return [error];
  }
}

/** Reads arguments: `TYPE NAME…`, `TYPE/NAME…`, `type1,type2`, categories. */
export function readArgs(discovery: Discovery, query: ResourceQuery): Spoken {
  const words = normaliseArgs(query.args ?? []);
  if (areTuples(words))
    return { tuples: words.map(splitTuple), types: [], names: [], everything: false };
  const [first, ...names] = words;
  if (first === undefined) return { tuples: [], types: [], names: [], everything: false };
  const expanded = first
    .split(',')
    .flatMap((word) => discovery.category(word)?.map(fullWord) ?? [word]);
  return {
    tuples: [],
    types: [...new Set(expanded)],
    names,
    everything: names.length === 0 && query.allowEmptySelector === true,
  };
}

const fullWord = (resource: ApiResource): string =>
  resource.group ? `${resource.plural}.${resource.group}` : resource.plural;
