/** `fold`. */
import type { Program } from '../program.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Breaks long lines; `-s` at blanks. */
export const fold: Program = async (context) => {
  const args = context.args.map((arg) => arg.replace(/^-(\d+)$/, '-w$1'));
  const options = parseOptions(
    { name: context.name, args },
    { short: 'bsw:', long: { width: 'w', spaces: 's' } },
  );
  const width = Math.max(1, Number(options.value('w') ?? 80));
  const inputs = new Inputs(context, options.operands);
  for await (const line of inputs.lines()) {
    let rest = line;
    while (rest.length > width) {
      const blank = options.has('s') ? rest.lastIndexOf(' ', width - 1) : -1;
      const cut = blank > 0 ? blank + 1 : width;
      await context.stdout.write(`${rest.slice(0, cut)}\n`);
      rest = rest.slice(cut);
    }
    await context.stdout.write(`${rest}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
