/** `cd`, `pwd`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Builtin } from './builtin.ts';

/** Changes the folder; `-` goes back. */
export const cd: Builtin = async (args, x) => {
  const { state } = x;
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
  if (wanted === '') return 0;
  if (!(await changeFolder('cd', wanted, x, args.includes('-P')))) return state.isDash ? 2 : 1;
  if (word === '-') await stdout(x).write(`${state.cwd}\n`);
  return 0;
};

/** Goes there; says why not in a builtin's name. */
export async function changeFolder(
  verb: string,
  wanted: string,
  x: Execution,
  physical = false,
): Promise<boolean> {
  const { state, host } = x;
  const path = resolvePath(state.cwd, wanted);
  const stat = host.files.stat(path);
  const allowed = stat === undefined || (stat.mode & 0o100) !== 0;
  if (stat?.kind !== 'folder' || !allowed) {
    const why =
      stat === undefined ? missing(path, x) : allowed ? 'Not a directory' : 'Permission denied';
    await complain(
      x,
      x.state.isDash ? `${verb}: can't cd to ${wanted}` : `${verb}: ${wanted}: ${why}`,
    );
    return false;
  }
  state.variables.set('OLDPWD', state.cwd);
  state.cwd = physical ? host.files.realPath(path) : path;
  state.variables.set('PWD', state.cwd);
  state.variables.ensure('OLDPWD').exported = true;
  return true;
}

function missing(path: string, x: Execution): string {
  try {
    x.host.files.read(path);
  } catch (error) {
    if (error instanceof FileError) return error.message;
  }
  return 'No such file or directory';
}

/** Prints the folder. */
export const pwd: Builtin = async (args, x) => {
  const { cwd } = x.state;
  await stdout(x).write(`${args.includes('-P') ? x.host.files.realPath(cwd) : cwd}\n`);
  return 0;
};
