/** `type`: what a name means here. */

import { complain, type Execution, stdout } from '../execute/execution.ts';
import { findProgram } from '../execute/find-program.ts';
import { printFunctionDefinition } from '../execute/print-command.ts';
import { resolvePath } from '../path.ts';
import type { Builtin } from './builtin.ts';

const keywords = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  ),
);

/** A name's meaning: `type`'s sentence, `type -t`'s word, and where a program lives. */
export interface CommandMeaning {
  readonly kind: 'alias' | 'keyword' | 'function' | 'builtin' | 'file';
  readonly text: string;
  readonly path?: string;
}

/** What running a name would run. */
export function describeCommand(name: string, x: Execution): CommandMeaning | undefined {
  const { aliases, functions, cwd } = x.state;
  const value = aliases.get(name);
  if (value !== undefined) return { kind: 'alias', text: `${name} is aliased to \`${value}'` };
  if (keywords.has(name)) return { kind: 'keyword', text: `${name} is a shell keyword` };
  const own = functions.get(name);
  if (own !== undefined) {
    return {
      kind: 'function',
      text: `${name} is a function\n${printFunctionDefinition(name, own.body, own.source)}`,
    };
  }
  if (x.host.machine.builtinNames.has(name))
    return { kind: 'builtin', text: `${name} is a shell builtin` };
  if (name.includes('/')) {
    const stat = x.host.files.stat(resolvePath(cwd, name));
    const runs = stat?.kind === 'file' && (stat.mode & 0o111) !== 0;
    return runs ? { kind: 'file', text: `${name} is ${name}`, path: name } : undefined;
  }
  if (findProgram(name, x) === undefined && name !== 'bash' && name !== 'sh') return undefined;
  const path = `/usr/bin/${name}`;
  return { kind: 'file', text: `${name} is ${path}`, path };
}

/** A builtin that is a program as well. */
const alsoFiles = new Set(['echo', 'printf', 'pwd', 'test', '[', 'true', 'false', 'kill']);

function fileMeaning(name: string, x: Execution): CommandMeaning | undefined {
  const path = `/usr/bin/${name}`;
  if (alsoFiles.has(name)) return { kind: 'file', text: `${name} is ${path}`, path };
  const found = describeCommand(name, x);
  return found?.kind === 'file' ? found : undefined;
}

/** Says what each name is; `-t` in one word, `-p` its path, `-a` too. */
export const type: Builtin = async (args, x) => {
  const flags = args.filter((arg) => /^-[aftpP]+$/.test(arg)).join('');
  let status = 0;
  for (const name of args.filter((arg) => !/^-[aftpP]+$/.test(arg))) {
    const found = flags.includes('P') ? fileMeaning(name, x) : describeCommand(name, x);
    if (found === undefined) {
      status = 1;
      if (!/[tpP]/.test(flags)) await complain(x, `type: ${name}: not found`);
    } else if (flags.includes('t')) await stdout(x).write(`${found.kind}\n`);
    else if (/[pP]/.test(flags))
      await stdout(x).write(found.path === undefined ? '' : `${found.path}\n`);
    else await stdout(x).write(`${found.text}\n`);
  }
  return status;
};
