/** What a family of commands (`rollout`, `set`) does without a subcommand. */
import type { CommandContext } from '../command.ts';
import { usageError } from '../errors.ts';
import { helpOf } from '../help.ts';

/** Prints the help to the stream and fails. Mirrors kubectl pkg/cmd/util/helpers.go DefaultSubCommandRun. */
export const withoutSubcommand =
  (stream: 'out' | 'err') =>
  async (context: CommandContext): Promise<number> => {
    const { args, path, command } = context;
    if (args.length > 0) throw usageError(path, `unknown command "${args.join(' ')}"`);
    await context[stream](await helpOf(context.host, path, command, stream));
    return 1;
  };

/** Nearly all families tell it to standard error. */
export const runWithoutSubcommand = withoutSubcommand('err');

/** Prints the help, whatever else is said. */
export async function printHelp(context: CommandContext): Promise<number> {
  const { host, path, command } = context;
  await context.out(await helpOf(host, path, command));
  return 0;
}
