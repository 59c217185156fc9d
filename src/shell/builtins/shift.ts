/** `shift`. */
import { complain } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Drops the first arguments. */
export const shift: Builtin = async ([word], x) => {
  const count = Number(word ?? '1');
  if (!Number.isInteger(count)) {
    await complain(x, `shift: ${word ?? ''}: numeric argument required`);
    return 1;
  }
  if (count < 0) {
    await complain(x, `shift: ${count}: shift count out of range`);
    return 1;
  }
  if (count > x.state.positional.length) return 1;
  x.state.positional = x.state.positional.slice(count);
  return 0;
};
