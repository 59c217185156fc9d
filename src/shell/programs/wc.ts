/** `wc`. */
import { FileError } from '../file-system.ts';
import { byteLength } from '../memory-files.ts';
import type { Program, ProgramContext } from '../program.ts';
import { asInput } from '../streams/input.ts';
import { textWidth } from '../terminal/width.ts';
import { openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

interface Row {
  readonly name: string;
  /** Absent when there is nothing to count. */
  readonly counts: readonly number[] | undefined;
  readonly error: string | undefined;
}

async function textOf(
  context: ProgramContext,
  name: string,
): Promise<{ text: string; error: string | undefined }> {
  try {
    return { text: await openFile(context, name).readAll(), error: undefined };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { text: '', error: error.message };
  }
}

/** Counts lines, words and bytes. */
export const wc: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'lwcmL',
    long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' },
  });
  const asked = 'lwmcL'.split('').filter((letter) => options.has(letter));
  const shown = asked.length > 0 ? asked : ['l', 'w', 'c'];
  const rows: Row[] = [];
  let failed = false;
  for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
    const { text, error } = await textOf(context, name);
    failed ||= error !== undefined;
    const counts: Readonly<Record<string, number>> = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      m: [...text].length,
      c: byteLength(text),
      L: Math.max(0, ...text.split('\n').map((line) => textWidth(line.replace(/\t/g, '        ')))),
    };
    const known = error === undefined || error === 'Is a directory';
    rows.push({
      name,
      error,
      counts: known ? shown.map((letter) => counts[letter] ?? 0) : undefined,
    });
  }
  const files = options.operands.length;
  if (files > 1) {
    const total = shown.map((letter, at) => {
      const column = rows.map((row) => row.counts?.[at] ?? 0);
      return letter === 'L' ? Math.max(0, ...column) : column.reduce((a, b) => a + b, 0);
    });
    rows.push({ name: 'total', counts: total, error: undefined });
  }
  const widest = Math.max(
    1,
    ...rows.flatMap((row) => row.counts ?? []).map((count) => String(count).length),
  );
  const size = asInput(context.stdin).fileSize;
  const fromInput = (files === 0 && size === undefined) || options.operands.includes('-');
  const folder = rows.some((row) => row.error === 'Is a directory');
  const bytes = files === 0 ? (size ?? 0) : totalBytes(context, options.operands);
  const alone = shown.length === 1 && files <= 1;
  const width = alone ? 1 : fromInput || folder ? 7 : Math.max(widest, String(bytes).length);
  for (const { name, counts, error } of rows) {
    if (error !== undefined) await context.stderr.write(`wc: ${name}: ${error}\n`);
    if (counts === undefined) continue;
    const numbers = counts.map((count) => String(count).padStart(width)).join(' ');
    await context.stdout.write(files === 0 ? `${numbers}\n` : `${numbers} ${name}\n`);
  }
  return failed ? 1 : 0;
};

/** wc makes its columns as wide as the size of all files has digits. */
function totalBytes(context: Parameters<Program>[0], operands: readonly string[]): number {
  let total = 0;
  for (const name of operands) {
    const path = name.startsWith('/') ? name : `${context.cwd}/${name}`;
    total += context.files.stat(path)?.size ?? 0;
  }
  return total;
}
