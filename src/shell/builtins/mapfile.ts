/** `mapfile -t lines < file`. */
import { stdin } from '../execute/execution.ts';
import { asInput } from '../streams/input.ts';
import type { Builtin } from './builtin.ts';

/** Reads lines into an array; `-t` without their newlines. */
export const mapfile: Builtin = async (args, x) => {
  const trims = args.some((arg) => /^-\w*t/.test(arg));
  const limitAt = args.indexOf('-n');
  const limit =
    limitAt < 0 ? Number.POSITIVE_INFINITY : Number(args[limitAt + 1]) || Number.POSITIVE_INFINITY;
  const names = args.filter((arg, at) => !arg.startsWith('-') && args[at - 1] !== '-n');
  const input = asInput(stdin(x));
  const items = new Map<number, string>();
  while (items.size < limit) {
    const line = await input.readLine();
    if (line === undefined) break;
    items.set(items.size, trims ? line.replace(/\n$/, '') : line);
  }
  const variable = x.state.variables.ensure(names[0] ?? 'MAPFILE');
  variable.value = undefined;
  variable.items = items;
  return 0;
};
