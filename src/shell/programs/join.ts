/** `join`: lines of two sorted files with one field in common. */
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { linesOf, openFile } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';

interface Row {
  readonly key: string;
  readonly fields: readonly string[];
  readonly number: number;
}

interface Side {
  readonly name: string;
  readonly rows: readonly Row[];
  /** The first row that comes after a larger one. */
  readonly disorder: { readonly number: number; readonly line: string } | undefined;
}

async function readSide(
  context: ProgramContext,
  name: string,
  field: number,
  options: Options,
): Promise<Side> {
  const tab = options.value('t');
  const fold = (text: string) => (options.has('i') ? text.toLowerCase() : text);
  const rows: Row[] = [];
  let disorder: Side['disorder'];
  for await (const line of linesOf(openFile(context, name))) {
    const number = rows.length + 1;
    const fields = tab === undefined ? line.trim().split(/[ \t]+/) : line.split(tab);
    const key = fold(fields[field - 1] ?? '');
    const last = rows.at(-1);
    if (last !== undefined && key < last.key) disorder ??= { number, line };
    rows.push({ key, fields, number });
  }
  return { name, rows, disorder };
}

/** How a pair, or a row without one, is printed. */
function printer(options: Options, field: readonly [number, number], separator: string) {
  const empty = options.value('e');
  const order = options.value('o')?.split(/[ ,]+/);
  const filled = (text: string | undefined) =>
    text === undefined || text === '' ? (empty ?? '') : text;
  return (left: Row | undefined, right: Row | undefined): string => {
    const key = left?.fields[field[0] - 1] ?? right?.fields[field[1] - 1] ?? '';
    if (order !== undefined) {
      const cells = order.map((place) => {
        if (place === '0') return key;
        const [side, at] = place.split('.').map(Number);
        return filled((side === 1 ? left : right)?.fields[(at ?? 1) - 1]);
      });
      return cells.join(separator);
    }
    const rest = (row: Row | undefined, own: number) =>
      (row?.fields ?? []).filter((_, at) => at !== own - 1);
    return [key, ...rest(left, field[0]), ...rest(right, field[1])].join(separator);
  };
}

/** Joins; `-a` and `-v` show what has no partner. */
export const join: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'a:e:i1:2:j:o:t:v:z',
    long: { 'ignore-case': 'i', 'check-order': 'c', 'nocheck-order': 'n', header: 'h' },
  });
  const [first, second, extra] = options.operands;
  const help = "\nTry 'join --help' for more information.";
  if (first === undefined) throw new ProgramError(`missing operand${help}`);
  if (second === undefined) throw new ProgramError(`missing operand after ‘${first}’${help}`);
  if (extra !== undefined) throw new ProgramError(`extra operand ‘${extra}’${help}`);
  const both = options.value('j');
  const field = [
    Number(options.value('1') ?? both ?? 1),
    Number(options.value('2') ?? both ?? 1),
  ] as const;
  const left = await readSide(context, first, field[0], options);
  const right = await readSide(context, second, field[1], options);
  const separator = options.value('t') ?? ' ';
  const print = printer(options, field, separator);
  const alone = [...options.values('a'), ...options.values('v')];
  const pairs = !options.has('v');
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < left.rows.length || j < right.rows.length) {
    const [a, b] = [left.rows[i], right.rows[j]];
    if (b === undefined || (a !== undefined && a.key < b.key)) {
      if (alone.includes('1')) lines.push(print(a, undefined));
      i += 1;
    } else if (a === undefined || b.key < a.key) {
      if (alone.includes('2')) lines.push(print(undefined, b));
      j += 1;
    } else {
      const same = right.rows.slice(j).findIndex((row) => row.key !== a.key);
      const group = right.rows.slice(j, same < 0 ? undefined : j + same);
      for (; left.rows[i]?.key === a.key; i += 1)
        if (pairs) for (const row of group) lines.push(print(left.rows[i], row));
      j += group.length;
    }
  }
  const wrong = [left, right].find((side) => side.disorder !== undefined);
  if (wrong?.disorder !== undefined) {
    const { number, line } = wrong.disorder;
    await context.stderr.write(`join: ${wrong.name}:${number}: is not sorted: ${line}\n`);
  }
  await context.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (wrong === undefined) return 0;
  await context.stderr.write('join: input is not in sorted order\n');
  return 1;
};
