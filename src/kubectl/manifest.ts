/** Manifests: text ⇒ documents, refusing as kubectl does. Mirrors apimachinery pkg/util/yaml/decoder.go. */
import { LineCounter, parseDocument, type ScalarTag, type Tags } from 'yaml';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { KubectlError } from './errors.ts';
import { yamlErrorText } from './yaml-error.ts';

/** One document of a manifest: its value, and its own text (duplicate keys show only there). */
export interface ManifestDocument {
  readonly value: JsonObject;
  readonly text: string;
}

const separator = /^---[^\n]*$/;

/** Cuts a stream at its `---` lines. */
function splitDocuments(text: string): readonly string[] {
  const documents: string[] = [];
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (!separator.test(line)) {
      lines.push(line);
      continue;
    }
    const after = line.slice(3).trim();
    if (after && !after.startsWith('#'))
      throw new KubectlError(`invalid Yaml document separator: ${after}`);
    documents.push(lines.join('\n'));
    lines = [];
  }
  documents.push(lines.join('\n'));
  return documents;
}

/** go-yaml reads 12:30 and 2026-01-05 as text, and 0o17 as a number. */
const goTags = (tags: Tags): Tags => [
  octal,
  dot,
  ...tags.filter(
    (tag) => typeof tag === 'string' || (!tag.tag.endsWith(':timestamp') && tag.format !== 'TIME'),
  ),
];

/** A lone dot is no number. */
const dot: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: /^[-+]?\._*$/,
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

/** YAML 1.1 (or JSON) text ⇒ its value, as sigs.k8s.io/yaml reads it. Throws in go-yaml's words. */
export function parseYaml(text: string): Json {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    customTags: goTags,
    merge: true,
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: 'silent',
    strict: false,
  });
  if (document.errors.length > 0)
    throw new KubectlError(yamlErrorText(document.errors, text, lines));
  try {
    return document.toJS({ maxAliasCount: 1000 }) as Json;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const anchor = error.message.split(': ').at(-1) ?? '';
    throw new KubectlError(
      `error converting YAML to JSON: yaml: unknown anchor '${anchor}' referenced`,
    );
  }
}

/** Map keys become text, sets maps: what YAML has and JSON hasn't. */
function toJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value as Json;
  if (value instanceof Set) return Object.fromEntries([...value].map((key) => [String(key), null]));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
}

/** Concatenated JSON values (`{…}{…}`) in one text ⇒ the text of each, or undefined when it isn't so. */
function jsonStream(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let start = -1;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (letter === '}') {
      depth -= 1;
      if (depth === 0) parts.push(text.slice(start, at + 1));
    } else if (depth === 0 && !/\s/.test(letter ?? '')) return undefined;
  }
  return depth === 0 && parts.length > 0 ? parts : undefined;
}

/** A document that is a list or a plain value. */
class NotAnObject extends KubectlError {
  constructor(what: string) {
    super(`json: cannot unmarshal ${what} into Go value of type unstructured.detector`);
  }
}

const looksLikeJson = (text: string): boolean => /^\s*\{/.test(text);

/**
 * Documents in order; empty ones are passed over. Throws `error parsing <source>: …` at the first
 * that is no YAML, after those before it.
 */
export function* readManifest(text: string, source: string): Generator<ManifestDocument> {
  const streamed = looksLikeJson(text) ? jsonStream(text) : undefined;
  try {
    for (const part of streamed ?? splitDocuments(text.replace(/^\uFEFF/, ''))) {
      const value = toJson(parseYaml(part));
      if (value === null || value === undefined) continue;
      if (typeof value !== 'object' || Array.isArray(value))
        throw new NotAnObject(Array.isArray(value) ? 'array' : typeof value);
      yield { value: value as JsonObject, text: part };
    }
  } catch (error) {
    if (error instanceof NotAnObject)
      throw new KubectlError(`unable to decode ${JSON.stringify(source)}: ${error.message}`);
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error parsing ${source}: ${error.message}`);
  }
}
