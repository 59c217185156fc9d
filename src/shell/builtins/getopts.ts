/** `getopts 'n:v' opt`: options of a script, one a call. */
import { complain, type Execution, stderr } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

function finish(name: string, index: number, x: Execution): number {
  x.state.variables.set(name, '?');
  x.state.variables.set('OPTIND', String(index));
  x.state.variables.unset('OPTARG');
  x.state.getoptsOffset = 0;
  return 1;
}

async function refuse(
  letter: string,
  why: string,
  name: string,
  silent: boolean,
  x: Execution,
): Promise<void> {
  const { variables } = x.state;
  if (silent) {
    variables.set(name, why.startsWith('option') ? ':' : '?');
    variables.set('OPTARG', letter);
    return;
  }
  variables.set(name, '?');
  variables.unset('OPTARG');
  if (variables.text('OPTERR') !== '0') await complain(x, `${why} -- ${letter}`);
}

/** Gives 1 when there are no more. */
export const getopts: Builtin = async (args, x) => {
  const [specification = '', name, ...given] = args;
  const { state } = x;
  if (name === undefined) {
    await stderr(x).write('getopts: usage: getopts optstring name [arg ...]\n');
    return 2;
  }
  const words = given.length > 0 ? given : state.positional;
  const silent = specification.startsWith(':');
  const index = Math.max(1, Number(state.variables.text('OPTIND') ?? '1') || 1);
  if (state.getoptsOffset === 0) state.getoptsOffset = 1;
  const word = words[index - 1];
  if (word === undefined || !/^-./.test(word) || word === '--') {
    return finish(name, word === '--' ? index + 1 : index, x);
  }
  const letter = word[state.getoptsOffset] ?? '';
  const at = specification.indexOf(letter, silent ? 1 : 0);
  const last = state.getoptsOffset + 1 >= word.length;
  const advance = (by: number) => {
    state.variables.set('OPTIND', String(index + by));
    state.getoptsOffset = 0;
  };
  if (at < 0 || letter === ':') {
    await refuse(letter, 'illegal option', name, silent, x);
    if (last) advance(1);
    else state.getoptsOffset += 1;
    return 0;
  }
  state.variables.set(name, letter);
  if (specification[at + 1] !== ':') {
    state.variables.unset('OPTARG');
    if (last) advance(1);
    else state.getoptsOffset += 1;
    return 0;
  }
  const value = last ? words[index] : word.slice(state.getoptsOffset + 1);
  if (value === undefined) await refuse(letter, 'option requires an argument', name, silent, x);
  else state.variables.set('OPTARG', value);
  advance(last ? 2 : 1);
  return 0;
};
