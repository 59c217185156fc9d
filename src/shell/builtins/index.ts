/** Every builtin by name: adding one means adding a file and its line here. */
import { alias, unalias } from './alias.ts';
import type { Builtin } from './builtin.ts';
import { caller } from './caller.ts';
import { cd, pwd } from './cd.ts';
import { builtinCommand, command } from './command.ts';
import { declare, exportNames, local, readonlyNames } from './declare.ts';
import { echo } from './echo.ts';
import { enable } from './enable.ts';
import { evaluate } from './eval.ts';
import { exec } from './exec.ts';
import { exit } from './exit.ts';
import { dirs, popd, pushd } from './folder-stack.ts';
import { getopts } from './getopts.ts';
import { hash } from './hash.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { bg, disown, fg, jobs, suspend } from './jobs.ts';
import { kill } from './kill.ts';
import { letValues } from './let.ts';
import { breakLoop, continueLoop } from './loop-jumps.ts';
import { mapfile } from './mapfile.ts';
import { printf } from './printf.ts';
import { read } from './read.ts';
import { returnFromFunction } from './return.ts';
import { set } from './set.ts';
import { shift } from './shift.ts';
import { shopt } from './shopt.ts';
import { dot, source } from './source.ts';
import { bracket, test } from './test.ts';
import { times } from './times.ts';
import { trap } from './trap.ts';
import { falseCommand, trueCommand } from './truth.ts';
import { type } from './type.ts';
import { ulimit } from './ulimit.ts';
import { umask } from './umask.ts';
import { unset } from './unset.ts';
import { wait } from './wait.ts';

/** Name ⇒ builtin. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['.', dot],
  [':', trueCommand],
  ['[', bracket],
  ['alias', alias],
  ['bg', bg],
  ['break', breakLoop],
  ['builtin', builtinCommand],
  ['caller', caller],
  ['cd', cd],

  ['command', command],
  ['continue', continueLoop],
  ['declare', declare],
  ['dirs', dirs],
  ['disown', disown],
  ['echo', echo],
  ['enable', enable],
  ['eval', evaluate],
  ['exec', exec],
  ['exit', exit],
  ['export', exportNames],
  ['false', falseCommand],
  ['fg', fg],
  ['getopts', getopts],
  ['hash', hash],
  ['help', help],
  ['history', history],
  ['jobs', jobs],
  ['kill', kill],
  ['let', letValues],
  ['local', local],
  ['logout', exit],
  ['mapfile', mapfile],
  ['popd', popd],
  ['printf', printf],
  ['pushd', pushd],
  ['pwd', pwd],
  ['read', read],
  ['readarray', mapfile],
  ['readonly', readonlyNames],
  ['return', returnFromFunction],
  ['set', set],
  ['shift', shift],
  ['shopt', shopt],
  ['source', source],
  ['suspend', suspend],
  ['test', test],
  ['times', times],
  ['trap', trap],
  ['true', trueCommand],
  ['type', type],
  ['typeset', declare],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unalias', unalias],
  ['unset', unset],
  ['wait', wait],
]);

const declarations = new Set(['declare', 'typeset', 'export', 'readonly', 'local', 'alias']);

/** Whether a command's `name=value` arguments are assignments, kept whole. */
export function isDeclaration(name: string): boolean {
  return declarations.has(name);
}
