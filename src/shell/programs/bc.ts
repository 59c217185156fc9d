/** `bc`: numbers of any length. */
import type { Program } from '../program.ts';
import { BcMachine } from './bc-machine.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Reads expressions and prints their values. */
export const bc: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'hilqsvw',
    long: { mathlib: 'l', quiet: 'q', standard: 's', warn: 'w', interactive: 'i' },
  });
  const inputs = new Inputs(
    context,
    options.operands.length === 0 ? [] : [...options.operands, '-'],
  );
  let text = '';
  for await (const { input } of inputs.each()) text += await input.readAll();
  const machine = new BcMachine(options.has('l'));
  for (const statement of machine.statements(text)) {
    const { output, error } = machine.run(statement);
    await context.stdout.write(output);
    if (error !== undefined) await context.stderr.write(`${error}\n`);
    if (machine.ended) break;
  }
  return inputs.failures > 0 ? 1 : 0;
};
