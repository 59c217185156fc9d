/** `chmod`. */
import { applyMode, modeLetters } from '../file-mode.ts';
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';

/** How a mode is found for what has one, and what is said about it. */
interface Change {
  readonly modeFor: (old: number, isFolder: boolean) => number;
  readonly recursive: boolean;
  readonly says: 'all' | 'changes' | 'nothing';
}

const shown = (mode: number) => `${mode.toString(8).padStart(4, '0')} (${modeLetters(mode)})`;

async function change(
  context: ProgramContext,
  name: string,
  { modeFor, recursive, says }: Change,
): Promise<void> {
  const path = resolvePath(context.cwd, name);
  const stat = context.files.stat(path);
  if (stat === undefined) return;
  const mode = modeFor(stat.mode, stat.kind === 'folder');
  context.files.chmod(path, mode);
  if (mode !== stat.mode && says !== 'nothing')
    await context.stdout.write(
      `mode of '${name}' changed from ${shown(stat.mode)} to ${shown(mode)}\n`,
    );
  else if (says === 'all')
    await context.stdout.write(`mode of '${name}' retained as ${shown(mode)}\n`);
  if (!recursive || stat.kind !== 'folder') return;
  for (const child of context.files.list(path))
    await change(context, joinPath(name, child), { modeFor, recursive, says });
}

/** Changes what may be done with files. */
export const chmod: Program = async (context) => {
  const isFlag = (arg: string) =>
    /^-[Rvcf]+$/.test(arg) || /^--(?:reference=|recursive|verbose|changes|quiet|silent)/.test(arg);
  const flags = context.args.filter(isFlag);
  const letters = flags.filter((flag) => !flag.startsWith('--')).join('');
  const operands = context.args.filter((arg) => !isFlag(arg) && arg !== '--');
  const reference = flags.find((flag) => flag.startsWith('--reference='))?.slice(12);
  const help = "\nTry 'chmod --help' for more information.";
  const mode = reference === undefined ? operands.shift() : reference;
  if (mode === undefined) throw new ProgramError(`missing operand${help}`);
  if (operands.length === 0) throw new ProgramError(`missing operand after ‘${mode}’${help}`);
  const like =
    reference === undefined ? undefined : context.files.stat(resolvePath(context.cwd, reference));
  if (reference !== undefined && like === undefined)
    throw new ProgramError(`failed to get attributes of '${reference}': No such file or directory`);
  const { umask } = context.files;
  if (like === undefined && applyMode(mode, 0, { isFolder: false, umask }) === undefined)
    throw new ProgramError(`invalid mode: ‘${mode}’${help}`);
  const plan: Change = {
    modeFor: (old, isFolder) => like?.mode ?? applyMode(mode, old, { isFolder, umask }) ?? old,
    recursive: letters.includes('R') || flags.includes('--recursive'),
    says:
      letters.includes('v') || flags.includes('--verbose')
        ? 'all'
        : letters.includes('c') || flags.includes('--changes')
          ? 'changes'
          : 'nothing',
  };
  let status = 0;
  for (const operand of operands) {
    if (context.files.stat(resolvePath(context.cwd, operand)) === undefined) {
      await context.stderr.write(`chmod: cannot access '${operand}': No such file or directory\n`);
      status = 1;
    } else await change(context, operand, plan);
  }
  return status;
};
