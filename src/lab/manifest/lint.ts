/** What is wrong with a manifest, where it is wrong, in the words kubectl and the API server have for it. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { Finding } from '#apimachinery/api.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import { yamlErrorText } from '#apimachinery/yaml-error.ts';
import type { Problem } from './help.ts';

/** `spec.containers[0].env[x.y]` ⇒ spec, containers, 0, env, x.y */
export function partsOf(field: string): readonly string[] {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, inside, plain]) => inside ?? plain ?? '',
  );
}

/** What the API server says of one object. */
type Judge = (value: JsonObject) => readonly Finding[];

interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf = (node: Node | null | undefined): Range | undefined =>
  node?.range ? { from: node.range[0], to: Math.max(node.range[1], node.range[0] + 1) } : undefined;

/** The smallest thing that is there of a field: its value when it is a word, else its key, else what should hold it. */
function rangeOfField(root: Node, field: string, isName: boolean | undefined, whole: Range): Range {
  let found = whole;
  let node: Node | null | undefined = root;
  const parts = partsOf(field);
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (!pair) break;
      const value = pair.value as Node | null;
      found =
        (isLast && !isName && isScalar(value) ? rangeOf(value) : rangeOf(pair.key as Node)) ??
        found;
      node = value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)] as Node | undefined;
      const isWord = isScalar(node);
      const first = isMap(node) ? (node.items[0]?.key as Node | undefined) : node;
      found = rangeOf(isWord ? node : first) ?? found;
    } else break;
  }
  return found;
}

const problemOf = (range: Range, message: string): Problem => ({ ...range, message });

/** The objects of a document: a List's items by themselves, with where they are. */
function objectsOf(value: JsonObject): readonly { value: JsonObject; at: string }[] {
  const { kind, items } = value;
  if (kind !== 'List' || !Array.isArray(items)) return [{ value, at: '' }];
  return items.map((each, index) => ({ value: each as JsonObject, at: `items[${index}]` }));
}

const within = (at: string, { field }: Finding): string =>
  [at, field].filter((part) => part !== '').join('.');

function problemsOf(document: Document.Parsed, judge: Judge): readonly Problem[] {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (!isMap(root))
    return [problemOf(rangeOf(root) ?? { from: 0, to: 1 }, 'an object is expected here')];
  return objectsOf(document.toJS() as JsonObject).flatMap(({ value, at }) =>
    judge(value).map((finding) => {
      const field = within(at, finding);
      const first = rangeOf(root.items[0]?.key as Node) ?? { from: 0, to: 1 };
      const range = field === '' ? first : rangeOfField(root, field, finding.isName, first);
      return problemOf(range, finding.message);
    }),
  );
}

/** Every problem of a text of one or more documents, in the order of their places. */
export function lint(text: string, judge: Judge): readonly Problem[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: true,
    lineCounter: lines,
    logLevel: 'silent',
  });
  if ('empty' in documents) return [];
  const problems = documents.flatMap((document) => {
    const [error] = document.errors;
    if (!error) return problemsOf(document, judge);
    const [from, to] = error.pos;
    return [
      problemOf(
        { from, to: Math.max(to, from + 1) },
        `yaml: ${yamlErrorText(document.errors, text, lines)}`,
      ),
    ];
  });
  return [...problems].sort((a, b) => a.from - b.from);
}
