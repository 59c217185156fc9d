/** `printf`. */

import { complain, stderr, stdout } from '../execute/execution.ts';
import { assignElement } from '../expand/parameter-value.ts';
import { formatAll } from '../format.ts';
import type { Builtin } from './builtin.ts';

/** Prints by a format that is used again while words are left; `-v name` keeps it in a variable. */
export const printf: Builtin = async (args, x) => {
  let words = [...args];
  let variable: string | undefined;
  if (words[0] === '-v') {
    variable = words[1];
    words = words.slice(2);
  }
  if (words[0] === '--') words = words.slice(1);
  else if (/^-./.test(words[0] ?? '')) {
    await complain(x, `printf: ${(words[0] ?? '').slice(0, 2)}: invalid option`);
    await stderr(x).write('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  const [format, ...values] = words;
  if (format === undefined) {
    await stderr(x).write('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  const { text, errors } = formatAll(format, values, x.host.clock.now());
  for (const error of errors) await complain(x, `printf: ${error}`);
  if (variable === undefined) await stdout(x).write(text);
  else {
    const place = /^(\w+)(?:\[(.*)\])?$/.exec(variable);
    assignElement(place?.[1] ?? variable, place?.[2], text, x);
  }
  return errors.some((error) => !error.startsWith('warning: ')) ? 1 : 0;
};
