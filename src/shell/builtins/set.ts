/** `set`: options and arguments. */

import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { printFunctionDefinition } from '../execute/print-command.ts';
import { quoteIfNeeded } from '../expand/quote.ts';
import { setOption, setOptions } from '../options.ts';
import type { Builtin } from './builtin.ts';

async function listVariables(x: Execution): Promise<void> {
  const { variables, functions } = x.state;
  for (const name of variables.names()) {
    const value = variables.get(name)?.value;
    if (value !== undefined)
      await stdout(x).write(`${name}=${quoteIfNeeded(value).replace(/^''$/, '')}\n`);
  }
  for (const [name, own] of functions)
    await stdout(x).write(`${printFunctionDefinition(name, own.body, own.source)}\n`);
}

async function listOptions(plus: boolean, x: Execution): Promise<void> {
  for (const name of setOptions) {
    const on = x.state.options.has(name);
    const line = plus
      ? `set ${on ? '-' : '+'}o ${name}`
      : `${name.padEnd(15)}\t${on ? 'on' : 'off'}`;
    await stdout(x).write(`${line}\n`);
  }
}

/** `set -e`, `set -o pipefail`, `set -- a b`. */
export const set: Builtin = async (args, x) => {
  if (args.length === 0) {
    await listVariables(x);
    return 0;
  }
  let at = 0;
  for (; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--' || word === '-') {
      x.state.positional = args.slice(at + 1);
      return 0;
    }
    if (!/^[-+][A-Za-z]/.test(word)) break;
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        const name = args[at + 1];
        if (name === undefined) {
          await listOptions(!on, x);
          return 0;
        }
        at += 1;
        if (!setOption(x.state, name, on)) {
          await complain(x, `set: ${name}: invalid option name`);
          return 2;
        }
      } else if (!setOption(x.state, letter, on)) {
        await complain(x, `set: ${word[0] ?? ''}${letter}: invalid option`);
        await stderr(x).write(
          'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n',
        );
        return 2;
      }
    }
  }
  if (at < args.length) x.state.positional = args.slice(at);
  return 0;
};
