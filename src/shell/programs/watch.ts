/** `watch`. */
import { formatDate } from '../calendar.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { TextOutput } from '../streams/output.ts';
import { textWidth } from '../terminal/width.ts';
import { parseOptions } from './options.ts';

/** Runs a command again and again and shows its newest output, until Ctrl-C. */
export const watch: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'n:dtxgecb',
    long: {
      interval: 'n',
      differences: 'd',
      'no-title': 't',
      exec: 'x',
      chgexit: 'g',
      errexit: 'e',
      color: 'c',
      beep: 'b',
    },
    stopAtOperand: true,
  });
  if (options.operands.length === 0)
    throw new ProgramError('missing command\nUsage: watch [options] command');
  const seconds = Math.max(0.1, Number(options.value('n') ?? 2));
  if (Number.isNaN(seconds))
    throw new ProgramError(`failed to parse argument: '${options.value('n') ?? ''}'`);
  const line = options.operands.join(' ');
  let previous: string | undefined;
  for (;;) {
    const { columns, rows } = context.terminal;
    const output = new TextOutput();
    const status = await context.run(line, { stdout: output, stderr: output });
    const left = `Every ${seconds.toFixed(1)}s: ${line}`;
    const right = `reconcile: ${formatDate('%a %b %e %H:%M:%S %Y', context.clock.now())}`;
    const gap = Math.max(1, columns - textWidth(left) - textWidth(right));
    const title = options.has('t')
      ? ''
      : `${left.slice(0, Math.max(0, columns - textWidth(right) - 1))}${' '.repeat(gap)}${right}\n\n`;
    const shown = output.text.split('\n').slice(0, Math.max(1, rows - (options.has('t') ? 1 : 3)));
    await context.stdout.write(`\x1b[H\x1b[2J${title}${shown.join('\n')}`);
    if (options.has('e') && status !== 0) return status;
    if (options.has('g') && previous !== undefined && previous !== output.text) return 0;
    previous = output.text;
    await context.clock.sleep(seconds * 1000, context.signal);
  }
};
