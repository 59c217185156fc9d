/** `times`. */
import { stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Nothing here costs processor time. */
export const times: Builtin = async (_args, x) => {
  await stdout(x).write('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
};
