/** `pods web-1`, `pod/web-1 svc/web`: types, then names. Mirrors kubectl pkg/util/completion resourceTypeAndNameCompletionFunc. */
import type { CommandContext } from '../command.ts';
import { type Completions, nothing, only, startingWith } from './completions.ts';
import { namesOf, typesFor } from './names.ts';

/** Completes the arguments of a command, `context.args` standing before the word. */
export type ArgumentCompleter = (context: CommandContext, word: string) => Promise<Completions>;

interface Choice {
  /** The types a command works on; all when absent. */
  readonly types?: readonly string[];
  /** Only one object can be named. */
  readonly isSingle?: boolean;
}

const without = (names: readonly string[], taken: readonly string[]): readonly string[] =>
  names.filter((name) => !taken.includes(name));

const typesOf = async (
  context: CommandContext,
  types: readonly string[] | undefined,
  word: string,
): Promise<readonly string[]> => (types ? startingWith(word, types) : typesFor(context, word));

async function named(
  context: CommandContext,
  word: string,
  { isSingle }: Choice,
): Promise<Completions> {
  const { args } = context;
  if (isSingle && args.length > 0) return nothing;
  const slash = word.indexOf('/');
  const type = word.slice(0, slash);
  const names = await namesOf(context, type, word.slice(slash + 1));
  return only(
    without(
      names.map((name) => `${type}/${name}`),
      args,
    ),
  );
}

export const typeAndName =
  (choice: Choice = {}): ArgumentCompleter =>
  async (context, word) => {
    const { args } = context;
    const [first] = args;
    if (first !== undefined && !first.includes('/')) {
      if (choice.isSingle && args.length > 1) return nothing;
      return only(without(await namesOf(context, first, word), args.slice(1)));
    }
    if (word.includes('/')) return named(context, word, choice);
    if (first === undefined) return only(await typesOf(context, choice.types, word));
    if (choice.isSingle) return nothing;
    const types = await typesOf(context, choice.types, word);
    return { candidates: types.map((type) => `${type}/`), files: 'none', noSpace: true };
  };

/** One name of a type that goes without saying. */
export const oneName =
  (type: string): ArgumentCompleter =>
  async (context, word) =>
    context.args.length > 0 ? nothing : only(await namesOf(context, type, word));
