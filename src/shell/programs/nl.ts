/** `nl`. */
import type { Program } from '../program.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Numbers lines: those with text, or with `-ba` all. */
export const nl: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'b:w:s:v:i:n:',
    long: { 'body-numbering': 'b', 'number-width': 'w', 'number-separator': 's' },
  });
  const style = options.value('b') ?? 't';
  const width = Number(options.value('w') ?? 6);
  const separator = options.value('s') ?? '\t';
  const format = options.value('n') ?? 'rn';
  let number = Number(options.value('v') ?? 1);
  const inputs = new Inputs(context, options.operands);
  for await (const line of inputs.lines()) {
    if (style === 'a' || (style === 't' && line !== '')) {
      const text = String(number);
      const padded =
        format === 'ln' ? text.padEnd(width) : text.padStart(width, format === 'rz' ? '0' : ' ');
      await context.stdout.write(`${padded}${separator}${line}\n`);
      number += Number(options.value('i') ?? 1);
    } else await context.stdout.write(`${' '.repeat(width + separator.length)}${line}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
