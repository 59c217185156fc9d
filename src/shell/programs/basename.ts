/** `basename`, `dirname`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

function lastPart(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '' : '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function folderPart(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '.' : '/';
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** The last part of a path, a suffix taken off. */
export const basename: Program = async (context) => {
  const options = parseOptions(context, { short: 'as:z', long: { multiple: 'a', suffix: 's' } });
  const many = options.has('a') || options.has('s');
  const [first, second, third] = options.operands;
  const help = "\nTry 'basename --help' for more information.";
  if (first === undefined) throw new ProgramError(`missing operand${help}`);
  if (!many && third !== undefined) throw new ProgramError(`extra operand ‘${third}’${help}`);
  const suffix = many ? options.value('s') : second;
  for (const path of many ? options.operands : [first]) {
    const name = lastPart(path);
    const cut = suffix !== undefined && suffix !== '' && name !== suffix && name.endsWith(suffix);
    await context.stdout.write(`${cut ? name.slice(0, -suffix.length) : name}\n`);
  }
  return 0;
};

/** A path without its last part. */
export const dirname: Program = async (context) => {
  const { operands } = parseOptions(context, { short: 'z' });
  if (operands.length === 0)
    throw new ProgramError("missing operand\nTry 'dirname --help' for more information.");
  for (const path of operands) await context.stdout.write(`${folderPart(path)}\n`);
  return 0;
};
