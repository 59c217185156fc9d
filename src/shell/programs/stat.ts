/** `stat`. */
import { formatDate } from '../calendar.ts';
import type { FileStat } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { modeText } from './ls.ts';
import { parseOptions } from './options.ts';

function kindText(stat: FileStat): string {
  if (stat.kind === 'folder') return 'directory';
  return stat.size === 0 ? 'regular empty file' : 'regular file';
}

function byFormat(format: string, name: string, stat: FileStat): string {
  const values: Readonly<Record<string, string>> = {
    n: name,
    s: String(stat.size),
    a: stat.mode.toString(8),
    A: modeText(stat),
    F: kindText(stat),
    U: 'learner',
    G: 'learner',
    u: '1000',
    g: '1000',
    Y: String(Math.floor(stat.modifiedMs / 1000)),
    y: formatDate('%Y-%m-%d %H:%M:%S.%N +0000', stat.modifiedMs),
    '%': '%',
  };
  return format.replace(/%([a-zA-Z%])/g, (all, letter: string) => values[letter] ?? all);
}

/** What is known of files. */
export const stat: Program = async (context) => {
  const options = parseOptions(context, { short: 'c:L', long: { format: 'c' } });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'stat --help' for more information.");
  let status = 0;
  for (const name of options.operands) {
    const found = context.files.stat(resolvePath(context.cwd, name));
    if (found === undefined) {
      await context.stderr.write(`stat: cannot statx '${name}': No such file or directory\n`);
      status = 1;
      continue;
    }
    const full = `  File: ${name}\n  Size: ${found.size}\t${kindText(found)}\nAccess: (0${found.mode.toString(8)}/%A)  Uid: ( 1000/ learner)   Gid: ( 1000/ learner)\nModify: %y`;
    await context.stdout.write(`${byFormat(options.value('c') ?? full, name, found)}\n`);
  }
  return status;
};
