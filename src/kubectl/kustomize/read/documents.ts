/** Manifests as kustomize reads them: documents of YAML 1.2 with go-yaml's leniency, lists taken apart. Mirrors kyaml kio/byteio_reader.go and api resource/factory.go RNodesFromBytes. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  type Node as YamlNode,
} from 'yaml';
import { yamlErrorText } from '#apimachinery/yaml-error.ts';
import { KubectlError } from '../../errors.ts';
import { metaText } from '../meta-text.ts';
import {
  copyNode,
  fieldOf,
  isNilOrEmpty,
  list,
  type MapNode,
  map,
  type Node,
  scalar,
  textOf,
} from '../node.ts';
import { plainScalar } from './scalars.ts';

/** Cuts a text at its `---` lines, which must stand alone. */
function splitDocuments(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const found of text.matchAll(/\n---.*\n/g)) {
    // A separator's line feed ends the document before it.
    if (found.index < from) continue;
    const after = found[0].slice(4).trim();
    if (after && !after.startsWith('#'))
      throw new KubectlError(`invalid document separator: ${found[0].trim()}`);
    parts.push(`${text.slice(from, found.index)}\n`);
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

interface Reading {
  readonly document: Document;
  readonly lines: LineCounter;
}

const tags: Readonly<Record<string, 'str' | 'int' | 'float' | 'bool' | 'null'>> = {
  'tag:yaml.org,2002:str': 'str',
  'tag:yaml.org,2002:int': 'int',
  'tag:yaml.org,2002:float': 'float',
  'tag:yaml.org,2002:bool': 'bool',
  'tag:yaml.org,2002:null': 'null',
};

const keyText = (pair: Pair): string =>
  isScalar(pair.key) ? String(pair.key.source ?? pair.key.value ?? '') : String(pair.key ?? '');

const isMergeKey = (pair: Pair): boolean =>
  isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === 'PLAIN';

const lineOf = (key: unknown, lines: LineCounter): number =>
  lines.linePos((key as YamlNode).range?.[0] ?? 0).line;

/** Own fields; those of merged maps only where there is no own one. */
function readMap(pairs: readonly Pair[], reading: Reading): MapNode {
  const node = map();
  const first = new Map<string, number>();
  for (const pair of pairs) {
    if (isMergeKey(pair)) continue;
    const key = keyText(pair);
    const line = lineOf(pair.key, reading.lines);
    const before = first.get(key);
    if (before !== undefined)
      node.fault ??= `yaml: unmarshal errors:\n  line ${line}: mapping key "${key}" already defined at line ${before}`;
    first.set(key, line);
    node.fields.set(key, readNode(pair.value as YamlNode | null, reading));
  }
  for (const pair of pairs.filter(isMergeKey)) {
    const merged = readNode(pair.value as YamlNode | null, reading);
    for (const one of merged.kind === 'list' ? merged.items : [merged])
      if (one.kind === 'map')
        for (const [key, value] of one.fields)
          if (!node.fields.has(key)) node.fields.set(key, copyNode(value));
  }
  return node;
}

function readNode(node: YamlNode | null, reading: Reading): Node {
  if (node === null) return plainScalar('');
  if (isAlias(node)) {
    const target = node.resolve(reading.document);
    if (!target)
      throw new KubectlError(
        `MalformedYAMLError: yaml: unknown anchor '${node.source}' referenced`,
      );
    return readNode(target, reading);
  }
  if (isMap(node)) return readMap(node.items as Pair[], reading);
  if (isSeq(node)) return list(node.items.map((item) => readNode(item as YamlNode, reading)));
  if (!isScalar(node)) return plainScalar('');
  const text = String(node.value ?? '');
  if (node.type !== 'PLAIN' && node.type !== undefined) return scalar(text);
  const tag = node.tag === undefined ? undefined : tags[node.tag];
  return tag ? scalar(text, tag) : plainScalar(text);
}

function readDocument(text: string): Node | undefined {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: 'silent',
    strict: false,
  });
  if ('empty' in documents) return undefined;
  const [document] = documents;
  if (!document) return undefined;
  if (document.errors.length > 0)
    throw new KubectlError(
      `MalformedYAMLError: yaml: ${yamlErrorText(document.errors, text, lines)}`,
    );
  if (document.contents === null) return undefined;
  const node = readNode(document.contents as YamlNode, { document, lines });
  return node.kind === 'scalar' && node.tag === 'null' ? undefined : node;
}

/** Every document of a text; a lone `List` gives its items. */
function readDocuments(text: string): readonly Node[] {
  const parts = splitDocuments(text.replaceAll('\r\n', '\n'));
  const nodes = parts.map(readDocument).filter((node) => node !== undefined);
  const [only] = nodes;
  const kind = textOf(fieldOf(only, 'kind'));
  const items = fieldOf(only, 'items');
  if (parts.length === 1 && only && (kind === 'List' || kind === 'ResourceList') && items)
    return items.kind === 'list' ? items.items : [];
  return nodes;
}

/** Refuses what has no kind or no name. */
export function checkMetadata(node: Node): void {
  const { kind, name, isMissing } = metaText(node);
  if (isMissing) throw new KubectlError('missing Resource metadata');
  if (kind === '') throw new KubectlError(`missing kind in object ${metaText(node).shown}`);
  if (kind.endsWith('List') || name !== '') return;
  throw new KubectlError(`missing metadata.name in object ${metaText(node).shown}`);
}

/** The objects of a manifest: checked, `FooList` replaced by its items (which go to the end). */
export function readObjects(text: string): readonly MapNode[] {
  const queue = [...readDocuments(text)].filter((node) => !isNilOrEmpty(node));
  for (const node of queue) checkMetadata(node);
  const objects: MapNode[] = [];
  for (let node = queue.shift(); node; node = queue.shift()) {
    const items = fieldOf(node, 'items');
    const kind = textOf(fieldOf(node, 'kind'));
    if (!kind.endsWith('List') || !items) {
      if (node.kind === 'map') objects.push(node);
      continue;
    }
    if (items.kind === 'scalar' && items.tag === 'null') continue;
    if (items.kind !== 'list')
      throw new KubectlError(
        `expected array in ${kind}/items, but found ${items.kind === 'map' ? 'map[string]interface {}' : 'string'}`,
      );
    const inner = items.items.filter((item) => !isNilOrEmpty(item));
    for (const item of inner) checkMetadata(item);
    queue.push(...inner);
  }
  return objects;
}
