/** `deployment/web nginx=nginx:1.21.3`: resources, then pairs. Mirrors kubectl pkg/cmd/util/helpers.go. */
import { KubectlError } from '../../errors.ts';

export interface ResourcesAndPairs {
  readonly resources: readonly string[];
  readonly pairs: readonly string[];
}

const isPair = (word: string): boolean =>
  (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-');

/** Divides arguments; resources must come first. */
export function splitPairs(args: readonly string[], what: string): ResourcesAndPairs {
  const resources: string[] = [];
  const pairs: string[] = [];
  for (const word of args) {
    if (isPair(word)) pairs.push(word);
    else if (pairs.length === 0) resources.push(word);
    else throw new KubectlError(`all resources must be specified before ${what} changes: ${word}`);
  }
  return { resources, pairs };
}

export interface ParsedPairs {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** `["a=1", "b-"]` ⇒ { set: a ⇒ 1, remove: ["b"] } */
export function parsePairs(
  pairs: readonly string[],
  what: string,
  allowRemoval: boolean,
): ParsedPairs {
  const set = new Map<string, string>();
  const remove: string[] = [];
  const invalid: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0) set.set(pair.slice(0, equals), pair.slice(equals + 1));
    else if (allowRemoval && pair.endsWith('-') && pair !== '-') remove.push(pair.slice(0, -1));
    else invalid.push(pair);
  }
  if (invalid.length > 0) throw new KubectlError(`invalid ${what} format: ${invalid.join(', ')}`);
  return { set, remove };
}
