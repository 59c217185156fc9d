/** `ulimit`: what a process may use. */
import { complain, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Letter ⇒ what `-a` prints before the value, and the value. */
const limits: Readonly<Record<string, readonly [string, string]>> = {
  c: ['core file size              (blocks, -c)', '0'],
  d: ['data seg size               (kbytes, -d)', 'unlimited'],
  f: ['file size                   (blocks, -f)', 'unlimited'],
  n: ['open files                          (-n)', '1024'],
  s: ['stack size                  (kbytes, -s)', '8192'],
  t: ['cpu time                   (seconds, -t)', 'unlimited'],
  u: ['max user processes                  (-u)', '63451'],
  v: ['virtual memory              (kbytes, -v)', 'unlimited'],
};

/** Prints limits. Differs: a limit that is set has no effect. */
export const ulimit: Builtin = async (args, x) => {
  const letters = args
    .join('')
    .replace(/[-HS]/g, '')
    .replace(/\d+|unlimited/, '');
  if (letters === 'a') {
    const lines = Object.values(limits).map(([label, value]) => `${label} ${value}\n`);
    await stdout(x).write(lines.join(''));
    return 0;
  }
  const limit = limits[letters === '' ? 'f' : (letters[0] ?? 'f')];
  if (limit === undefined) {
    await complain(x, `ulimit: -${letters[0] ?? ''}: invalid option`);
    return 2;
  }
  if (!args.some((arg) => /^(?:\d+|unlimited)$/.test(arg))) await stdout(x).write(`${limit[1]}\n`);
  return 0;
};
