/** `yes`. */
import type { Program } from '../program.ts';

/** Says the same line until nobody listens. */
export const yes: Program = async (context) => {
  const line = `${context.args.length === 0 ? 'y' : context.args.join(' ')}\n`;
  for (;;) await context.stdout.write(line);
};
