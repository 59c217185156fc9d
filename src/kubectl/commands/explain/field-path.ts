/** "deployment.spec.replicas" ⇒ its resource and the path of the field. Mirrors kubectl pkg/explain/explain.go SplitAndParseResourceRequest*. */
import { type ApiResource, type Discovery, qualifiedPlural } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import type { JsonPathNode } from '../../printers/jsonpath/nodes.ts';
import { parseJsonPath } from '../../printers/jsonpath/parse.ts';

/** What is to be explained. */
export interface Explained {
  readonly resource: ApiResource;
  readonly path: readonly string[];
}

/** `pods.spec` ⇒ two fields. */
function nodesOf(text: string): readonly JsonPathNode[] {
  const { nodes } = parseJsonPath(`{.${text.replace(/\.$/, '')}}`);
  const [only, ...others] = nodes;
  if (only?.type !== 'list' || others.length > 0)
    throw new KubectlError('must pass in 1 jsonpath string');
  return only.nodes;
}

const nameOf = (node: JsonPathNode | undefined, refusal: string): string => {
  if (node?.type !== 'field') throw new KubectlError(`invalid jsonpath syntax, ${refusal}`);
  return node.name;
};
const FIRST = 'first node must be field node';

/** Every resource a word may mean, in the order kubectl prefers them. */
function resourcesFor(discovery: Discovery, word: string): readonly ApiResource[] {
  const first = discovery.find(word);
  if (!first)
    throw new KubectlError(`the server doesn't have a resource type "${word}"`, { plain: true });
  const named = discovery.resources.filter(
    ({ plural, group }) =>
      plural === first.plural &&
      (word.toLowerCase() === plural ||
        word.toLowerCase() === first.singular ||
        group === first.group),
  );
  return [first, ...named.filter((one) => one !== first)];
}

/** The resource whose full name begins the text (`deployments.apps.spec`), else the first that has the name. */
export function readFieldPath(discovery: Discovery, text: string): Explained {
  const nodes = nodesOf(text);
  const resources = resourcesFor(discovery, nameOf(nodes[0], FIRST));
  const full = resources.find((resource) => text.startsWith(qualifiedPlural(resource)));
  const [first] = resources;
  const rest = full ? nodesOf(text.slice(qualifiedPlural(full).length)) : nodes;
  const path = rest.slice(1).map((node) => nameOf(node, FIRST));
  const resource = full ?? first;
  if (!resource) throw new RangeError(`no resource for ${text}`);
  return { resource, path };
}

/** With `--api-version` the resource is named by its first word alone. */
export function readPlainFieldPath(discovery: Discovery, text: string): Explained {
  const [node, ...rest] = nodesOf(text);
  const [resource] = resourcesFor(discovery, nameOf(node, FIRST));
  const path = rest.map((one) => nameOf(one, 'all nodes must be field nodes'));
  if (!resource) throw new RangeError(`no resource for ${text}`);
  return { resource, path };
}
