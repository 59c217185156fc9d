/** `KEY=value`, `KEY-`, `-`: what `set env` is told. Mirrors kubectl pkg/cmd/set/env. */
import type { EnvVar } from '#resources/pods/types.ts';
import { KubectlError } from '../../errors.ts';
import { variableNameErrors } from '../create/data-sources.ts';

const isEnvArgument = (word: string): boolean =>
  (word.includes('=') && !word.startsWith('=')) || word.endsWith('-');

/** Resources first, then variables. */
export function splitEnvironment(args: readonly string[]): {
  readonly resources: readonly string[];
  readonly variables: readonly string[];
} {
  const first = args.findIndex(isEnvArgument);
  const resources = first < 0 ? args : args.slice(0, first);
  const variables = first < 0 ? [] : args.slice(first);
  if (!variables.every(isEnvArgument))
    throw new KubectlError(
      `all resources must be specified before environment changes: ${args.join(' ')}`,
    );
  return { resources, variables };
}

export interface EnvChanges {
  readonly set: readonly EnvVar[];
  readonly remove: readonly string[];
}

function variableOf(text: string): EnvVar {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  const errors = variableNameErrors(name);
  if (errors.length > 0)
    throw new KubectlError(`"${name}" is not a valid key name: ${errors.join(';')}`);
  return { name, value: text.slice(equals + 1) };
}

/** Lines of standard input as variables; what follows a `#` is a comment. */
const variablesOfInput = (input: string): readonly EnvVar[] =>
  input.split('\n').flatMap((line) => {
    const text = line.replace(/#.*$/, '');
    const equals = text.indexOf('=');
    return equals < 0 ? [] : [{ name: text.slice(0, equals), value: text.slice(equals + 1) }];
  });

/** What to set and what to remove; `-` reads `input`. */
export function parseEnvironment(words: readonly string[], input: string): EnvChanges {
  const set: EnvVar[] = [];
  const remove: string[] = [];
  for (const word of words) {
    if (word === '-') set.push(...variablesOfInput(input));
    else if (word.includes('=')) set.push(variableOf(word));
    else if (word.endsWith('-')) remove.push(word.slice(0, -1));
    else throw new KubectlError(`unknown environment variable format: ${word}`);
  }
  if (words.some((word) => word.includes('=') && remove.includes(word.slice(0, word.indexOf('=')))))
    throw new KubectlError(
      'can not both modify and remove the same environment variable in the same command',
    );
  return { set, remove };
}

/** Variables with the changes made, each in its old place. Mirrors kubectl pkg/cmd/set/helper.go updateEnv. */
export function changeVariables(
  existing: readonly EnvVar[] | undefined,
  { set, remove }: EnvChanges,
): readonly EnvVar[] {
  const covered = new Set(remove);
  const kept = (existing ?? []).flatMap((variable) => {
    if (covered.has(variable.name)) return [];
    const newer = set.find(({ name }) => name === variable.name);
    if (!newer) return [variable];
    covered.add(variable.name);
    return [newer];
  });
  const added = set.filter(({ name }) => {
    if (covered.has(name)) return false;
    covered.add(name);
    return true;
  });
  return [...kept, ...added];
}
