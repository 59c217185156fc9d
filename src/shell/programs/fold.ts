/** `fold`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Breaks long lines; `-s` at blanks. */
export const fold: Program = async (context) => {
  const args = context.args.map((arg) => arg.replace(/^-([bs]*)(\d+)$/, '-$1w$2'));
  const options = parseOptions(
    { name: context.name, args },
    { short: 'bsw:', long: { width: 'w', spaces: 's' } },
  );
  const wanted = options.value('w') ?? '80';
  if (!/^[1-9]\d*$/.test(wanted)) throw new ProgramError(`invalid number of columns: ‘${wanted}’`);
  const width = Number(wanted);
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
