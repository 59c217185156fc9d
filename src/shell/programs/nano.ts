/** `nano`, `vi`, `vim`: the page's own editor. */
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

/** Opens a file in the page; saving writes it. */
export const nano: Program = async (context) => {
  const [operand] = context.args.filter((arg) => !/^[-+]./.test(arg));
  if (operand === undefined) throw new ProgramError(`which file? Say \`${context.name} FILE'`);
  const path = resolvePath(context.cwd, operand);
  const stat = context.files.stat(path);
  if (stat?.kind === 'folder') throw new ProgramError(`${operand}: Is a directory`);
  if (context.edit === undefined)
    throw new ProgramError('there is no editor here: this shell has no page around it');
  const text = await context.edit(path, stat === undefined ? '' : context.files.read(path));
  if (text !== undefined) context.files.write(path, text);
  return 0;
};
