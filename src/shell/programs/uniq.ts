/** `uniq`. */
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { Inputs } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';

/** What of a line is compared. */
function keyOf(line: string, options: Options): string {
  let key = line;
  const fields = Number(options.value('f') ?? 0);
  if (fields > 0) key = key.replace(new RegExp(`^(?:\\s*\\S+){0,${fields}}`), '');
  key = key.slice(Number(options.value('s') ?? 0));
  if (options.has('w')) key = key.slice(0, Number(options.value('w')));
  return options.has('i') ? key.toLowerCase() : key;
}

/** Joins equal neighbours; `-c` counts them, `-d` only repeated ones, `-u` only single ones. */
export const uniq: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'zcduDif:s:w:',
    long: {
      count: 'c',
      repeated: 'd',
      unique: 'u',
      'ignore-case': 'i',
      'skip-fields': 'f',
      'skip-chars': 's',
      'check-chars': 'w',
    },
  });
  const [from, to] = options.operands;
  const inputs = new Inputs(context, from === undefined ? [] : [from]);
  const write = writerTo(context, to);
  let group: string[] = [];
  const flush = async () => {
    const [line] = group;
    if (line === undefined) return;
    if (options.has('D')) {
      if (group.length > 1) for (const each of group) await write(`${each}\n`);
      return;
    }
    if (options.has('d') && group.length < 2) return;
    if (options.has('u') && group.length > 1) return;
    await write(options.has('c') ? `${String(group.length).padStart(7)} ${line}\n` : `${line}\n`);
  };
  for await (const line of inputs.lines()) {
    const [first] = group;
    if (first !== undefined && keyOf(first, options) !== keyOf(line, options)) {
      await flush();
      group = [];
    }
    group.push(line);
  }
  await flush();
  return inputs.failures > 0 ? 1 : 0;
};

function writerTo(
  context: ProgramContext,
  path: string | undefined,
): (text: string) => Promise<void> {
  if (path === undefined || path === '-') return (text) => context.stdout.write(text);
  const full = resolvePath(context.cwd, path);
  context.files.write(full, '');
  return async (text) => context.files.append(full, text);
}
