/** `pushd`, `popd`, `dirs`: a stack of folders. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';
import { changeFolder } from './cd.ts';

function stack(x: Execution): readonly string[] {
  return [x.state.cwd, ...x.state.folders];
}

/** A folder with the home as `~`. */
function short(path: string, x: Execution): string {
  const home = x.state.variables.text('HOME');
  if (home === undefined || home === '' || home === '/') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

async function show(x: Execution): Promise<number> {
  await stdout(x).write(
    `${stack(x)
      .map((path) => short(path, x))
      .join(' ')}\n`,
  );
  return 0;
}

/** "+1" counts from the left, "-0" from the right. */
function place(word: string, size: number): number | undefined {
  const match = /^([-+])(\d+)$/.exec(word);
  if (match === null) return undefined;
  return match[1] === '+' ? Number(match[2]) : size - 1 - Number(match[2]);
}

async function outOfRange(verb: string, word: string, x: Execution): Promise<number> {
  const empty = x.state.folders.length === 0;
  await complain(
    x,
    empty
      ? `${verb}: directory stack empty`
      : `${verb}: ${word}: directory stack index out of range`,
  );
  return 1;
}

/** Lists the stack: `-v` with numbers, `-p` one a line, `-l` without `~`, `-c` empties it. */
export const dirs: Builtin = async (args, x) => {
  const flags = args.filter((arg) => /^-[clpv]+$/.test(arg)).join('');
  if (flags.includes('c')) {
    x.state.folders = [];
    return 0;
  }
  const all = stack(x).map((path) => (flags.includes('l') ? path : short(path, x)));
  const [word] = args.filter((arg) => /^[-+]\d+$/.test(arg));
  if (word !== undefined) {
    const found = all[place(word, all.length) ?? -1];
    if (found === undefined) return outOfRange('dirs', word.slice(1), x);
    await stdout(x).write(`${found}\n`);
    return 0;
  }
  if (flags.includes('v')) {
    const lines = all.map((path, at) => `${String(at).padStart(2)}  ${path}\n`);
    await stdout(x).write(lines.join(''));
  } else await stdout(x).write(`${all.join(flags.includes('p') ? '\n' : ' ')}\n`);
  return 0;
};

/** Goes to a folder and remembers this one; without one, changes with the one below. */
export const pushd: Builtin = async (args, x) => {
  const stays = args[0] === '-n';
  const [word] = stays ? args.slice(1) : args;
  const { state } = x;
  const all = stack(x);
  if (word === undefined && all.length < 2) {
    await complain(x, 'pushd: no other directory');
    return 1;
  }
  const at = word === undefined ? 1 : place(word, all.length);
  if (at !== undefined) {
    if (all[at] === undefined) return outOfRange('pushd', word ?? '', x);
    const turned =
      word === undefined
        ? [all[1] ?? '', all[0] ?? '', ...all.slice(2)]
        : [...all.slice(at), ...all.slice(0, at)];
    return goTo('pushd', turned, stays, x);
  }
  if (stays) state.folders = [word ?? '', ...state.folders];
  else if (!(await changeFolder('pushd', word ?? '', x))) return 1;
  else state.folders = all;
  return show(x);
};

/** Goes back to the folder below, or forgets another one. */
export const popd: Builtin = async (args, x) => {
  const stays = args[0] === '-n';
  const [word] = stays ? args.slice(1) : args;
  const all = stack(x);
  if (all.length < 2) {
    await complain(x, 'popd: directory stack empty');
    return 1;
  }
  if (word !== undefined && place(word, all.length) === undefined) {
    await complain(x, `popd: ${word}: invalid argument`);
    await stderr(x).write('popd: usage: popd [-n] [+N | -N]\n');
    return 2;
  }
  const at = word === undefined ? 0 : (place(word, all.length) ?? 0);
  if (all[at] === undefined) return outOfRange('popd', word ?? '', x);
  return goTo(
    'popd',
    all.filter((_, index) => index !== at),
    stays,
    x,
  );
};

async function goTo(
  verb: string,
  all: readonly string[],
  stays: boolean,
  x: Execution,
): Promise<number> {
  const [top = '/', ...rest] = all;
  if (!stays && top !== x.state.cwd && !(await changeFolder(verb, top, x))) return 1;
  x.state.folders = rest;
  return show(x);
}
