/** `umask`. */
import { complain, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Prints or sets the mask of new files. */
export const umask: Builtin = async ([word], x) => {
  if (word === undefined || word === '-p') {
    const mask = x.state.umask.toString(8).padStart(4, '0');
    await stdout(x).write(`${word === '-p' ? 'umask ' : ''}${mask}\n`);
    return 0;
  }
  if (!/^[0-7]+$/.test(word)) {
    await complain(x, `umask: ${word}: octal number out of range`);
    return 1;
  }
  x.state.umask = Number.parseInt(word, 8) & 0o777;
  return 0;
};
