/** `tee`. */
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { parseOptions } from './options.ts';

/** Copies what it reads to its output and to files. */
export const tee: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ai',
    long: { append: 'a', 'ignore-interrupts': 'i' },
  });
  const paths: string[] = [];
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(context.cwd, operand);
    if (operand === '/dev/stderr') continue;
    try {
      if (!options.has('a') || context.files.stat(path) === undefined)
        context.files.write(path, '');
      else if (context.files.stat(path)?.kind === 'folder')
        throw new FileError('EISDIR', path, 'Is a directory');
      paths.push(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`tee: ${operand}: ${error.message}\n`);
      status = 1;
    }
  }
  for (;;) {
    const chunk = await context.stdin.read();
    if (chunk === undefined) return status;
    for (const path of paths) context.files.append(path, chunk);
    if (options.operands.includes('/dev/stderr')) await context.stderr.write(chunk);
    await context.stdout.write(chunk);
  }
};
