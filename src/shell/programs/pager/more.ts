/** `more`: a screen at a time, downward; elsewhere than on a terminal it copies. */
import type { ProgramContext } from '../../program.ts';
import { Inputs } from '../inputs.ts';
import { parseOptions } from '../options.ts';
import { rowsOf } from './rows.ts';

const REVERSE = '\x1b[7m';
const PLAIN = '\x1b[27m';

const WRAPPED = { chops: false, raw: true, numbers: false, shift: 0, mark: undefined };

/** How many rows come next, or the end. */
function rowsFor(key: string, rows: number): number | 'quit' | 'help' | undefined {
  if (key === ' ' || key === 'f' || key === 'page-down' || key === 'z') return rows;
  if (key === 'enter' || key === 'down' || key === 'j') return 1;
  if (key === 'd' || key === 'ctrl-d') return Math.max(1, Math.floor(rows / 2));
  if (key === 'q' || key === 'Q' || key === 'ctrl-c') return 'quit';
  return key === 'h' || key === '?' ? 'help' : undefined;
}

const HELP = 'SPACE: next screen   RETURN: next line   d: half a screen   q: quit\n';

export async function more(context: ProgramContext): Promise<number> {
  const options = parseOptions(context, { short: 'dlfpcsune:', long: {} });
  const inputs = new Inputs(
    context,
    options.operands,
    (name, why) => `cannot open ${name}: ${why}`,
  );
  const { openKeyboard } = context.terminal;
  const keyboard = context.stdout.isTerminal ? openKeyboard?.() : undefined;
  const height = Math.max(1, context.terminal.rows - 1);
  let left = height;
  try {
    for await (const line of inputs.lines()) {
      if (!keyboard) {
        await context.stdout.write(`${line}\n`);
        continue;
      }
      const { columns } = context.terminal;
      for (const row of rowsOf(line, 0, { ...WRAPPED, columns })) {
        while (left <= 0) {
          await context.stdout.write(`${REVERSE}--More--${PLAIN}`);
          const key = await keyboard.next(context.signal);
          await context.stdout.write('\r\x1b[K');
          const next = rowsFor(key, height);
          if (next === 'quit') return 0;
          if (next === 'help') await context.stdout.write(HELP);
          else left = next ?? 0;
        }
        await context.stdout.write(`${row.text}\n`);
        left -= 1;
      }
    }
  } finally {
    keyboard?.close();
  }
  return inputs.failures > 0 ? 1 : 0;
}
