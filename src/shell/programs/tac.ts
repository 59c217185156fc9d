/** `tac`. */
import type { Program } from '../program.ts';
import { Inputs, splitLines } from './inputs.ts';

/** Lines from last to first. */
export const tac: Program = async (context) => {
  const inputs = new Inputs(context, context.args);
  for await (const { input } of inputs.each()) {
    const lines = splitLines(await input.readAll()).reverse();
    await context.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return inputs.failures > 0 ? 1 : 0;
};
