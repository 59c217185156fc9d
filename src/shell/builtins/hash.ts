/** `hash`: there is nothing to remember, programs are found at once. */
import { stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Says that the table is empty. */
export const hash: Builtin = async (args, x) => {
  if (args.length === 0) await stdout(x).write('hash: hash table empty\n');
  return 0;
};
