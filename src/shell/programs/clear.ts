/** `clear`. */
import type { Program } from '../program.ts';

/** Empties the screen and what was scrolled away. */
export const clear: Program = async (context) => {
  await context.stdout.write('\x1b[H\x1b[2J\x1b[3J');
  return 0;
};
