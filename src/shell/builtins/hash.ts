/** `hash`: there is nothing to remember, programs are found at once. */
import { complain, stdout } from '../execute/execution.ts';
import { findProgram } from '../execute/find-program.ts';
import type { Builtin } from './builtin.ts';

/** Says that the table is empty, or that there is no such program. */
export const hash: Builtin = async (args, x) => {
  if (args.length === 0) await stdout(x).write('hash: hash table empty\n');
  let status = 0;
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const known = x.host.machine.builtinNames.has(name) || /^(?:ba|da)?sh$/.test(name);
    if (known || name.includes('/') || findProgram(name, x) !== undefined) continue;
    await complain(x, `hash: ${name}: not found`);
    status = 1;
  }
  return status;
};
