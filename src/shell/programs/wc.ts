/** `wc`. */
import { byteLength } from '../memory-files.ts';
import type { Program } from '../program.ts';
import { asInput } from '../streams/input.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Counts lines, words and bytes. */
export const wc: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'lwcmL',
    long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' },
  });
  const asked = 'lwmcL'.split('').filter((letter) => options.has(letter));
  const shown = asked.length > 0 ? asked : ['l', 'w', 'c'];
  const inputs = new Inputs(context, options.operands);
  const rows: { name: string; counts: readonly number[] }[] = [];
  for await (const { name, input } of inputs.each()) {
    const text = await input.readAll();
    const counts: Readonly<Record<string, number>> = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      m: [...text].length,
      c: byteLength(text),
      L: Math.max(0, ...text.split('\n').map((line) => [...line].length)),
    };
    rows.push({ name, counts: shown.map((letter) => counts[letter] ?? 0) });
  }
  const files = options.operands.length;
  if (files > 1) {
    const total = shown.map((letter, at) => {
      const column = rows.map((row) => row.counts[at] ?? 0);
      return letter === 'L' ? Math.max(0, ...column) : column.reduce((a, b) => a + b, 0);
    });
    rows.push({ name: 'total', counts: total });
  }
  const widest = Math.max(
    1,
    ...rows.flatMap((row) => row.counts).map((count) => String(count).length),
  );
  const size = asInput(context.stdin).fileSize;
  const fromInput = (files === 0 && size === undefined) || options.operands.includes('-');
  const bytes = files === 0 ? (size ?? 0) : totalBytes(context, options.operands);
  const alone = shown.length === 1 && files <= 1;
  const width = alone ? 1 : fromInput ? 7 : Math.max(widest, String(bytes).length);
  for (const { name, counts } of rows) {
    const numbers = counts.map((count) => String(count).padStart(width)).join(' ');
    await context.stdout.write(files === 0 ? `${numbers}\n` : `${numbers} ${name}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
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
