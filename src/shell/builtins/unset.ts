/** `unset`. */
import { complain, stderr } from '../execute/execution.ts';
import { arrayIndex } from '../expand/parameter-value.ts';
import { ReadonlyError } from '../variables.ts';
import type { Builtin } from './builtin.ts';

/** Forgets variables, array elements, or functions (`-f`). */
export const unset: Builtin = async (args, x) => {
  const { variables, functions } = x.state;
  if (/^-[^fvn]/.test(args[0] ?? '') && args[0] !== '--') {
    await complain(x, `unset: ${(args[0] ?? '').slice(0, 2)}: invalid option`);
    await stderr(x).write('unset: usage: unset [-f] [-v] [-n] [name ...]\n');
    return 2;
  }
  const mode = /^-[fvn]$/.test(args[0] ?? '') ? args[0] : undefined;
  let status = 0;
  for (const word of mode === undefined ? args : args.slice(1)) {
    const element = /^(\w+)\[(.*)\]$/.exec(word);
    const variable = variables.get(element?.[1] ?? word);
    try {
      if (element?.[2] !== undefined) {
        if (variable?.map !== undefined) variable.map.delete(element[2]);
        else variable?.items?.delete(arrayIndex(element[1] ?? '', element[2], x));
      } else if (mode !== '-f' && variable !== undefined) variables.unset(word);
      else if (mode !== '-v') functions.delete(word);
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      await complain(x, `unset: ${word}: cannot unset: readonly variable`);
      status = 1;
    }
  }
  return status;
};
