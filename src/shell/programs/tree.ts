/** `tree`. */
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { parseOptions } from './options.ts';

interface Counts {
  folders: number;
  files: number;
}

async function branch(
  context: ProgramContext,
  folder: string,
  indent: string,
  all: boolean,
  depth: number,
  counts: Counts,
): Promise<void> {
  if (depth === 0) return;
  const names = context.files.list(folder).filter((name) => all || !name.startsWith('.'));
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1;
    const path = joinPath(folder, name);
    await context.stdout.write(`${indent}${last ? '└── ' : '├── '}${name}\n`);
    if (context.files.stat(path)?.kind !== 'folder') {
      counts.files += 1;
      continue;
    }
    counts.folders += 1;
    await branch(context, path, indent + (last ? '    ' : '│   '), all, depth - 1, counts);
  }
}

/** Folders as a drawing. */
export const tree: Program = async (context) => {
  const options = parseOptions(context, { short: 'aL:d', long: {} });
  const counts: Counts = { folders: 0, files: 0 };
  for (const name of options.operands.length === 0 ? ['.'] : options.operands) {
    const path = resolvePath(context.cwd, name);
    if (context.files.stat(path)?.kind !== 'folder') {
      await context.stdout.write(`${name}  [error opening dir]\n`);
      continue;
    }
    await context.stdout.write(`${name}\n`);
    await branch(context, path, '', options.has('a'), Number(options.value('L') ?? -1), counts);
  }
  const plural = (count: number, one: string, many: string) =>
    `${count} ${count === 1 ? one : many}`;
  await context.stdout.write(
    `\n${plural(counts.folders, 'directory', 'directories')}, ${plural(counts.files, 'file', 'files')}\n`,
  );
  return 0;
};
