/** `umask`. */
import { complain, stdout } from '../execute/execution.ts';
import { applyMode } from '../file-mode.ts';
import type { Builtin } from './builtin.ts';

/** 0o022 ⇒ "u=rwx,g=rx,o=rx": what is left. */
function symbolic(mask: number): string {
  const left = 0o777 & ~mask;
  const part = (shift: number) =>
    ['r', 'w', 'x'].filter((_, at) => ((left >> shift) & (4 >> at)) !== 0).join('');
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}

/** Prints or sets the mask of new files; `-S` in letters. */
export const umask: Builtin = async (args, x) => {
  const flags = args.filter((arg) => /^-[pS]+$/.test(arg)).join('');
  const [word] = args.filter((arg) => !/^-[pS]+$/.test(arg));
  const { state } = x;
  if (word === undefined) {
    const shown = flags.includes('S')
      ? symbolic(state.umask)
      : state.umask.toString(8).padStart(4, '0');
    const head = flags.includes('p') ? `umask ${flags.includes('S') ? '-S ' : ''}` : '';
    await stdout(x).write(`${head}${shown}\n`);
    return 0;
  }
  if (/^\d/.test(word)) {
    if (!/^[0-7]+$/.test(word) || Number.parseInt(word, 8) > 0o7777) {
      await complain(x, `umask: ${word}: octal number out of range`);
      return 1;
    }
    state.umask = Number.parseInt(word, 8) & 0o777;
    return 0;
  }
  const left = applyMode(word, 0o777 & ~state.umask, { isFolder: false, umask: 0 });
  if (left === undefined) {
    await complain(x, `umask: \`${word}': invalid symbolic mode character`);
    return 1;
  }
  state.umask = 0o777 & ~left;
  if (flags.includes('S')) await stdout(x).write(`${symbolic(state.umask)}\n`);
  return 0;
};
