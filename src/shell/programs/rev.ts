/** `rev`. */
import type { Program } from '../program.ts';
import { Inputs } from './inputs.ts';

/** Each line backwards. */
export const rev: Program = async (context) => {
  const inputs = new Inputs(context, context.args, (name, why) => `cannot open ${name}: ${why}`);
  for await (const line of inputs.lines())
    await context.stdout.write(`${[...line].reverse().join('')}\n`);
  return inputs.failures > 0 ? 1 : 0;
};
