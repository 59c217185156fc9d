/** `cd`, `pwd`. */
import { complain, stderr, stdout } from '../execute/execution.ts';
import { resolvePath } from '../path.ts';
import type { Builtin } from './builtin.ts';

/** Changes the folder; `-` goes back. */
export const cd: Builtin = async (args, x) => {
  const { state, host } = x;
  const words = args.filter((arg) => !/^-[LPe@]+$/.test(arg) && arg !== '--');
  if (words.length > 1) {
    await complain(x, 'cd: too many arguments');
    return 1;
  }
  const [word] = words;
  if (word !== undefined && /^-./.test(word)) {
    await complain(x, `cd: ${word.slice(0, 2)}: invalid option`);
    await stderr(x).write('cd: usage: cd [-L|[-P [-e]] [-@]] [dir]\n');
    return 2;
  }
  const wanted =
    word === '-' ? state.variables.text('OLDPWD') : (word ?? state.variables.text('HOME'));
  if (wanted === undefined) {
    await complain(x, `cd: ${word === '-' ? 'OLDPWD' : 'HOME'} not set`);
    return 1;
  }
  const path = resolvePath(state.cwd, wanted);
  const stat = host.files.stat(path);
  if (stat?.kind !== 'folder') {
    const why = stat === undefined ? 'No such file or directory' : 'Not a directory';
    await complain(x, `cd: ${wanted}: ${why}`);
    return 1;
  }
  state.variables.set('OLDPWD', state.cwd);
  state.variables.set('PWD', path);
  state.cwd = path;
  if (word === '-') await stdout(x).write(`${path}\n`);
  return 0;
};

/** Prints the folder. */
export const pwd: Builtin = async (_args, x) => {
  await stdout(x).write(`${x.state.cwd}\n`);
  return 0;
};
