/** Names and types of the live cluster, for Tab. Mirrors kubectl pkg/util/completion CompGetResource and compGetResourceList. */
import type { CommandContext } from '../command.ts';
import { qualifiedPlural } from '../discovery.ts';
import { isExpected } from '../errors.ts';
import { readInfos } from '../resource-args.ts';
import { startingWith } from './completions.ts';

/** Tab tells of no failure: what can't be had isn't offered. */
export async function orNothing<T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await work();
  } catch (error) {
    if (isExpected(error)) return [];
    throw error;
  }
}

/** Names of a type's objects: `pods`, `deploy.v1.apps`, `pods,services`, `all`. */
export async function namesOf(
  context: CommandContext,
  type: string,
  word: string,
  namespace = context.namespace,
): Promise<readonly string[]> {
  return orNothing(async () => {
    const query = { args: [type], allowEmptySelector: true, namespace };
    const { infos } = await readInfos(context, query);
    return startingWith(
      word,
      infos.map(({ name, object }) => name || object.metadata.name),
    );
  });
}

/** Every type that can be read, with its group; after a comma the next one. */
export async function typesFor(context: CommandContext, word: string): Promise<readonly string[]> {
  const from = word.lastIndexOf(',') + 1;
  return orNothing(async () => {
    const { resources } = await context.api.discover();
    const names = resources
      .filter(({ preferred, verbs }) => preferred && verbs.includes('get'))
      .map(qualifiedPlural);
    return startingWith(word.slice(from), names).map((name) => word.slice(0, from) + name);
  });
}
