/** `stat`. */
import { formatDate } from '../calendar.ts';
import { decodeEscapes } from '../expand/transform.ts';
import type { EntryStat } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { modeText } from './ls.ts';
import { parseOptions } from './options.ts';

function kindText(stat: EntryStat): string {
  if (stat.kind === 'folder') return 'directory';
  if (stat.kind === 'link') return 'symbolic link';
  return stat.size === 0 ? 'regular empty file' : 'regular file';
}

function byFormat(
  format: string,
  name: string,
  stat: EntryStat,
  target: string | undefined,
): string {
  const values: Readonly<Record<string, string>> = {
    n: name,
    N: target === undefined ? `'${name}'` : `'${name}' -> '${target}'`,
    h: String(stat.links),
    i: String(stat.id),
    b: String(Math.ceil(stat.size / 4096) * 8),
    B: '512',
    o: '4096',
    X: String(Math.floor(stat.modifiedMs / 1000)),
    Z: String(Math.floor(stat.modifiedMs / 1000)),
    W: String(Math.floor(stat.modifiedMs / 1000)),
    x: formatDate('%Y-%m-%d %H:%M:%S.%N +0000', stat.modifiedMs),
    z: formatDate('%Y-%m-%d %H:%M:%S.%N +0000', stat.modifiedMs),
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
  const options = parseOptions(context, {
    short: 'c:Lp:t',
    long: { format: 'c', printf: 'p', dereference: 'L', terse: 't' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'stat --help' for more information.");
  let status = 0;
  for (const name of options.operands) {
    const path = resolvePath(context.cwd, name);
    const found = options.has('L') ? context.files.stat(path) : context.files.entry(path);
    if (found === undefined) {
      await context.stderr.write(`stat: cannot statx '${name}': No such file or directory\n`);
      status = 1;
      continue;
    }
    const full = `  File: ${name}\n  Size: ${found.size}\t${kindText(found)}\nAccess: (0${found.mode.toString(8)}/%A)  Uid: ( 1000/ learner)   Gid: ( 1000/ learner)\nModify: %y`;
    const target = context.files.linkTarget(path);
    const printed = options.value('p');
    const text =
      printed === undefined
        ? `${byFormat(options.value('c') ?? full, name, found, target)}\n`
        : byFormat(decodeEscapes(printed), name, found, target);
    await context.stdout.write(text);
  }
  return status;
};
