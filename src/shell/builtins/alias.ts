/** `alias k=kubectl`, `unalias k`. */
import { complain, stdout } from '../execute/execution.ts';
import { quoteAlways } from '../expand/quote.ts';
import type { Builtin } from './builtin.ts';

/** Sets aliases, or prints them. */
export const alias: Builtin = async (args, x) => {
  const { aliases } = x.state;
  const names = args.filter((arg) => arg !== '-p');
  const shown = names.length === 0 ? [...aliases.keys()].sort() : names;
  let status = 0;
  for (const arg of shown) {
    const equals = arg.indexOf('=');
    if (names.length > 0 && equals > 0) {
      aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
      continue;
    }
    const value = aliases.get(arg);
    if (value === undefined) {
      await complain(x, `alias: ${arg}: not found`);
      status = 1;
    } else await stdout(x).write(`alias ${arg}=${quoteAlways(value)}\n`);
  }
  return status;
};

/** Removes aliases. */
export const unalias: Builtin = async (args, x) => {
  if (args[0] === '-a') {
    x.state.aliases.clear();
    return 0;
  }
  let status = 0;
  for (const name of args) {
    if (x.state.aliases.delete(name)) continue;
    await complain(x, `unalias: ${name}: not found`);
    status = 1;
  }
  return status;
};
