/** `--dry-run` and `--validate`, read as kubectl reads them. Mirrors kubectl pkg/cmd/util/helpers.go GetDryRunStrategy. */
import type { CommandContext } from './command.ts';
import { KubectlError } from './errors.ts';
import { klogLine } from './klog.ts';

export type DryRun = 'none' | 'client' | 'server';

/** The value of `--dry-run`; warns of old spellings. */
export async function dryRunOf(context: CommandContext): Promise<DryRun> {
  const text = context.flags.string('dry-run');
  switch (text) {
    case 'none':
    case 'client':
    case 'server':
      return text;
    case 'unchanged':
      await context.err(
        klogLine(
          context.host,
          'W',
          'helpers.go:719',
          '--dry-run is deprecated and can be replaced with --dry-run=client.',
        ),
      );
      return 'client';
    default:
      if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text))
        throw new KubectlError(
          `Invalid dry-run value (${text}). Must be "none", "server", or "client".`,
        );
  }
  const on = /^[1tT]/.test(text);
  await context.err(
    klogLine(
      context.host,
      'W',
      on ? 'helpers.go:733' : 'helpers.go:736',
      `--dry-run=${on} is deprecated (boolean value) and can be replaced with --dry-run=${on ? 'client' : 'none'}.`,
    ),
  );
  return on ? 'client' : 'none';
}

/** "created" ⇒ "created (dry run)" */
export const withDryRun = (operation: string, dryRun: DryRun): string => {
  if (dryRun === 'none') return operation;
  return `${operation} ${dryRun === 'client' ? '(dry run)' : '(server dry run)'}`;
};

/** What the server is asked to do with unknown fields. */
export function fieldValidationOf(context: CommandContext): 'Strict' | 'Warn' | 'Ignore' {
  const text = context.flags.string('validate');
  if (text === 'strict' || text === 'true') return 'Strict';
  if (text === 'warn') return 'Warn';
  if (text === 'ignore' || text === 'false') return 'Ignore';
  throw new KubectlError(
    `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}
