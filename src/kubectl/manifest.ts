/** Manifests: text ⇒ documents, refusing as kubectl does. Mirrors apimachinery pkg/util/yaml/decoder.go. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { valueWord } from '#apimachinery/schema-go-words.ts';
import { parseYamlText } from '#apimachinery/yaml-text.ts';
import { KubectlError } from './errors.ts';

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

/** YAML 1.1 (or JSON) text ⇒ its value, as sigs.k8s.io/yaml reads it. Throws in go-yaml's words. */
export function parseYaml(text: string): Json {
  try {
    return parseYamlText(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new KubectlError(`error converting YAML to JSON: ${error.message}`);
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
export class NotAnObject extends KubectlError {
  constructor(source: string, what: string) {
    super(
      `unable to decode ${JSON.stringify(source)}: json: cannot unmarshal ${what} into Go value of type unstructured.detector`,
    );
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
        throw new NotAnObject(source, Array.isArray(value) ? 'array' : valueWord(value));
      yield { value: value as JsonObject, text: part };
    }
  } catch (error) {
    if (error instanceof NotAnObject || !(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error parsing ${source}: ${error.message}`);
  }
}
