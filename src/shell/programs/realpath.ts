/** `realpath`. */
import { parentOf, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** ("/a/b", "/a/c/d") ⇒ "../c/d" */
function relativePath(from: string, to: string): string {
  const [a, b] = [from, to].map((path) => path.split('/').filter(Boolean)) as [string[], string[]];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  const up = a.slice(shared).map(() => '..');
  return [...up, ...b.slice(shared)].join('/') || '.';
}

/** Absolute paths without dots. */
export const realpath: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'emsqLPzr:b:',
    long: {
      'relative-to': 'r',
      'relative-base': 'b',
      'canonicalize-missing': 'm',
      'canonicalize-existing': 'e',
      'no-symlinks': 's',
      strip: 's',
      quiet: 'q',
    },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'realpath --help' for more information.");
  let status = 0;
  for (const operand of options.operands) {
    const plain = resolvePath(context.cwd, operand);
    const path = options.has('s') ? plain : context.files.realPath(plain);
    const needed = options.has('e') ? path : parentOf(path);
    if (!options.has('m') && context.files.stat(needed) === undefined) {
      await context.stderr.write(`realpath: ${operand}: No such file or directory\n`);
      status = 1;
    } else {
      const base = options.value('r');
      const shown = base === undefined ? path : relativePath(resolvePath(context.cwd, base), path);
      await context.stdout.write(`${shown}\n`);
    }
  }
  return status;
};
