/** `echo`. */
import { stdout } from '../execute/execution.ts';
import { decodeEscapes } from '../expand/transform.ts';
import type { Builtin } from './builtin.ts';

/** Prints its words; `-n` without a newline, `-e` with escapes. */
export const echo: Builtin = async (args, x) => {
  let at = 0;
  let newline = true;
  let escapes = x.state.isDash;
  for (; /^-[neE]+$/.test(args[at] ?? ''); at += 1) {
    const flag = args[at] ?? '';
    if (flag.includes('n')) newline = false;
    escapes = flag.lastIndexOf('e') > flag.lastIndexOf('E') || (escapes && !flag.includes('E'));
  }
  let text = args.slice(at).join(' ');
  if (escapes) {
    const stop = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
    if (stop !== null) {
      text = text.slice(0, stop.index + stop[0].length - 2);
      newline = false;
    }
    text = decodeEscapes(text, /^0[0-7]{0,3}/);
  }
  await stdout(x).write(newline ? `${text}\n` : text);
  return 0;
};
