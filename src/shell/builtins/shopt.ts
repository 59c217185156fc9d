/** `shopt -s nullglob`. */
import { complain, stdout } from '../execute/execution.ts';
import { shoptOptions } from '../options.ts';
import type { Builtin } from './builtin.ts';

/** Turns the shell's own options on and off. */
export const shopt: Builtin = async (args, x) => {
  const flags = args.filter((arg) => /^-[supqo]+$/.test(arg)).join('');
  const given = args.filter((arg) => !arg.startsWith('-'));
  let status = 0;
  for (const name of given.length > 0 ? given : shoptOptions) {
    if (!shoptOptions.includes(name)) {
      await complain(x, `shopt: ${name}: invalid shell option name`);
      status = 1;
    } else if (flags.includes('s')) x.state.options.add(name);
    else if (flags.includes('u')) x.state.options.delete(name);
    else {
      const on = x.state.options.has(name);
      if (!on && given.length > 0) status = 1;
      if (!flags.includes('q')) await stdout(x).write(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    }
  }
  return status;
};
