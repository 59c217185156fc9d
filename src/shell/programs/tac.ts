/** `tac`. */
import type { Program } from '../program.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Lines, or what `-s` ends, from last to first. */
export const tac: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'brs:',
    long: { separator: 's', before: 'b', regex: 'r' },
  });
  const separator = options.value('s') ?? '\n';
  const inputs = new Inputs(context, options.operands, (name, why) =>
    why === 'Is a directory'
      ? `${name}: read error: ${why}`
      : `failed to open '${name}' for reading: ${why}`,
  );
  for await (const { input } of inputs.each()) {
    const parts = (await input.readAll()).split(separator);
    const last = parts.pop() ?? '';
    const whole = parts.map((part) => part + separator).reverse();
    await context.stdout.write(last + whole.join(''));
  }
  return inputs.failures > 0 ? 1 : 0;
};
