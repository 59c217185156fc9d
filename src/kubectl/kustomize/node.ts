/** YAML as kustomize keeps it while it works: nodes that change in place, scalars with their own text. Mirrors kyaml yaml/rnode.go. */

export type Tag = 'str' | 'int' | 'float' | 'bool' | 'null' | 'time';

export interface ScalarNode {
  kind: 'scalar';
  /** As it was written: `1.50`, `~`. */
  text: string;
  tag: Tag;
}
export interface MapNode {
  kind: 'map';
  fields: Map<string, Node>;
  /** What marshalling this map will fail with: a key written twice. */
  fault?: string;
}
export interface ListNode {
  kind: 'list';
  items: Node[];
}
export type Node = ScalarNode | MapNode | ListNode;

export const scalar = (text: string, tag: Tag = 'str'): ScalarNode => ({
  kind: 'scalar',
  text,
  tag,
});
export const map = (fields: Iterable<readonly [string, Node]> = []): MapNode => ({
  kind: 'map',
  fields: new Map(fields),
});
export const list = (items: Node[] = []): ListNode => ({ kind: 'list', items });

/** A map of texts, keys sorted. */
export const textMap = (texts: Readonly<Record<string, string>>): MapNode =>
  map(
    Object.keys(texts)
      .sort()
      .map((key) => [key, scalar(texts[key] ?? '')] as const),
  );

export const isNull = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && node.tag === 'null';
/** Neither missing nor null. */
export const isPresent = (node: Node | undefined): node is Node =>
  node !== undefined && !isNull(node);
export const isEmptyMap = (node: Node | undefined): boolean =>
  node?.kind === 'map' && node.fields.size === 0;
/** Missing, null, `{}` or `[]`. */
export const isNilOrEmpty = (node: Node | undefined): boolean =>
  !isPresent(node) || isEmptyMap(node) || (node.kind === 'list' && node.items.length === 0);

/** The text of a scalar; "" of anything else. */
export const textOf = (node: Node | undefined): string =>
  node?.kind === 'scalar' ? node.text : '';

export const fieldOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.kind === 'map' ? node.fields.get(name) : undefined;

/** Follows names through maps. */
export const nodeAt = (node: Node | undefined, ...path: readonly string[]): Node | undefined =>
  path.reduce<Node | undefined>(fieldOf, node);

export function copyNode(node: Node): Node {
  if (node.kind === 'scalar') return { ...node };
  if (node.kind === 'list') return list(node.items.map(copyNode));
  const fields = new Map([...node.fields].map(([key, value]) => [key, copyNode(value)]));
  return { ...node, fields };
}

/** Puts another node in the place of this one: whoever holds it sees the other. */
export function become(node: Node, other: Node): void {
  const from = copyNode(other);
  for (const key of Object.keys(node)) delete (node as unknown as Record<string, unknown>)[key];
  Object.assign(node, from);
}

/** A map of texts behind a name of `metadata`; scalars that are no texts count by what was written. */
export function metaTexts(object: Node | undefined, name: string): Record<string, string> {
  const found = nodeAt(object, 'metadata', name);
  if (found?.kind !== 'map') return {};
  return Object.fromEntries([...found.fields].map(([key, value]) => [key, textOf(value)]));
}

/** Replaces labels or annotations; an empty map takes the field away. */
export function setMetaTexts(object: Node, name: string, texts: Record<string, string>): void {
  if (object.kind !== 'map') return;
  const meta = childMap(object, 'metadata');
  meta.fields.delete(name);
  if (Object.keys(texts).length > 0) meta.fields.set(name, textMap(texts));
}

/** The map behind a name, made when it isn't there. */
export function childMap(node: MapNode, name: string): MapNode {
  const found = node.fields.get(name);
  if (found?.kind === 'map') return found;
  const made = map();
  node.fields.set(name, made);
  return made;
}
