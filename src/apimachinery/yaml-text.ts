/** YAML texts as the Go libraries of Kubernetes read them. Mirrors sigs.k8s.io/yaml over go.yaml.in/yaml. */
import {
  type Document,
  LineCounter,
  type Node,
  parseAllDocuments,
  type ScalarTag,
  type Tags,
  visit,
} from 'yaml';
import type { Json } from './object.ts';
import { ParseError } from './parse-error.ts';
import { yamlErrorText } from './yaml-error.ts';

/** go-yaml reads 12:30 and 2026-01-05 as text, and 0o17 as a number. */
const goTags = (tags: Tags): Tags => [
  octal,
  dot,
  ...tags.filter(
    (tag) => typeof tag === 'string' || (!tag.tag.endsWith(':timestamp') && tag.format !== 'TIME'),
  ),
];

/** A lone dot is no number, nor is an exponent of nothing: `e1` is a fine name. */
const dot: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: /^[-+]?(?:\._*|\.?_*[eE][-+]?[0-9]+)$/,
  resolve: (text) => text,
};

const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0o[0-7_]+$/,
  resolve: (text) => {
    const digits = text.replace(/^[-+]?0o/, '').replaceAll('_', '');
    return Number.parseInt(digits, 8) * (text.startsWith('-') ? -1 : 1);
  },
};

const maxAliases = 1000;

/** An anchor inside of which it is used: there is no end to it. */
function selfContaining(document: Document): string | undefined {
  let found: string | undefined;
  visit(document, {
    Alias: (_key, alias, path) => {
      const inside = path.some(
        (node) => (node as Node & { anchor?: string }).anchor === alias.source,
      );
      if (!inside) return undefined;
      found = alias.source;
      return visit.BREAK;
    },
  });
  return found;
}

/** What an alias that can't be followed is called. */
function aliasTrouble(error: ReferenceError): string {
  if (error.message.startsWith('Excessive')) return 'document contains excessive aliasing';
  return `unknown anchor '${error.message.split(': ').at(-1) ?? ''}' referenced`;
}

/**
 * The first document of a YAML 1.1 (or JSON) text as a value; a key that is written twice has its
 * last value. Throws a ParseError in go-yaml's words: `yaml: line 3: did not find expected key`.
 */
export function parseYamlText(text: string): Json {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: goTags,
    merge: true,
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: 'silent',
    strict: false,
  });
  if ('empty' in documents) return null;
  const [document] = documents;
  if (!document) return null;
  if (document.errors.length > 0) {
    throw new ParseError(`yaml: ${yamlErrorText(document.errors, text, lines)}`);
  }
  const endless = selfContaining(document);
  if (endless) throw new ParseError(`yaml: anchor '${endless}' value contains itself`);
  try {
    return document.toJS({ maxAliasCount: maxAliases }) as Json;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new ParseError(`yaml: ${aliasTrouble(error)}`);
  }
}
