/** What a family of commands (`rollout`, `set`) does without a subcommand. */
import type { CommandContext } from '../command.ts';
import { usageError } from '../errors.ts';
import { commandHelp } from '../help.ts';

/** Prints the help and fails. Mirrors kubectl pkg/cmd/util/helpers.go DefaultSubCommandRun. */
export async function runWithoutSubcommand(context: CommandContext): Promise<number> {
  const { args, path, command } = context;
  if (args.length > 0) throw usageError(path, `unknown command "${args.join(' ')}"`);
  await context.out(commandHelp(path, command, []));
  return 1;
}
