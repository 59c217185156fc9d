/** `chmod`. */
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';

const who: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const bits: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };

/** ("u+x", 0o644) ⇒ 0o744; undefined when the mode is none. */
function applyMode(text: string, mode: number): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let result = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxX]*)+)$/.exec(clause);
    if (match === null) return undefined;
    const mask =
      match[1] === ''
        ? 0o777
        : [...(match[1] ?? '')].reduce((all, each) => all | (who[each] ?? 0), 0);
    const limit =
      match[1] === ''
        ? 0o755 | (/[-=]/.test(clause) ? 0o022 : /w/.test(clause) ? 0 : 0o022)
        : 0o777;
    for (const [, operator, letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxX]*)/g)) {
      const wanted =
        [...letters].reduce((all, each) => all | (bits[each.toLowerCase()] ?? 0), 0) & mask & limit;
      if (operator === '+') result |= wanted;
      else if (operator === '-') result &= ~wanted;
      else result = (result & ~mask) | wanted;
    }
  }
  return result;
}

function change(context: ProgramContext, path: string, mode: string, recursive: boolean): void {
  const stat = context.files.stat(path);
  if (stat === undefined) return;
  context.files.chmod(path, applyMode(mode, stat.mode) ?? stat.mode);
  if (!recursive || stat.kind !== 'folder') return;
  for (const name of context.files.list(path)) change(context, joinPath(path, name), mode, true);
}

/** Changes what may be done with files. */
export const chmod: Program = async (context) => {
  const words = context.args.filter((arg) => !/^-[Rvcf]+$/.test(arg));
  const recursive = context.args.some((arg) => /^-\w*R/.test(arg));
  const [mode, ...operands] = words;
  const help = "\nTry 'chmod --help' for more information.";
  if (mode === undefined) throw new ProgramError(`missing operand${help}`);
  if (operands.length === 0) throw new ProgramError(`missing operand after ‘${mode}’${help}`);
  if (applyMode(mode, 0) === undefined) throw new ProgramError(`invalid mode: ‘${mode}’${help}`);
  let status = 0;
  for (const operand of operands) {
    const path = resolvePath(context.cwd, operand);
    if (context.files.stat(path) === undefined) {
      await context.stderr.write(`chmod: cannot access '${operand}': No such file or directory\n`);
      status = 1;
    } else change(context, path, mode, recursive);
  }
  return status;
};
