/** `enable`: the builtins there are. */
import { complain, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Lists them. Differs: none can be turned off. */
export const enable: Builtin = async (args, x) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const { builtinNames } = x.host.machine;
  if (names.length === 0) {
    const lines = [...builtinNames].sort().map((name) => `enable ${name}\n`);
    await stdout(x).write(args.some((arg) => arg.includes('n')) ? '' : lines.join(''));
    return 0;
  }
  const unknown = names.find((name) => !builtinNames.has(name));
  if (unknown !== undefined) {
    await complain(x, `enable: ${unknown}: not a shell builtin`);
    return 1;
  }
  if (args.includes('-n')) {
    await complain(x, 'enable: this shell keeps its builtins');
    return 1;
  }
  return 0;
};
