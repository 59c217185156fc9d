/** `env`, `printenv`. */
import { quoteAlways } from '../expand/quote.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { canRun } from './runnable.ts';

/** Prints the environment, or runs a command in a changed one. */
export const env: Program = async (context) => {
  const words = [...context.args];
  const changed: Record<string, string> = {};
  const removed = new Set<string>();
  let empty = false;
  for (; words.length > 0; words.shift()) {
    const [word = ''] = words;
    if (word === '-i' || word === '-' || word === '--ignore-environment') empty = true;
    else if (word === '-u') {
      words.shift();
      removed.add(words[0] ?? '');
    } else if (/^\w+=/.test(word))
      changed[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    else break;
  }
  const names = empty ? Object.keys(context.env) : [...removed];
  if (words.length === 0) {
    const shown = { ...(empty ? {} : context.env), ...changed };
    for (const [name, value] of Object.entries(shown)) {
      if (!removed.has(name)) await context.stdout.write(`${name}=${value}\n`);
    }
    return 0;
  }
  const unset = names.length > 0 ? `unset ${names.join(' ')}; ` : '';
  const sets = Object.entries(changed).map(
    ([name, value]) => `export ${name}=${quoteAlways(value)}; `,
  );
  const [command = ''] = words;
  if (!(await canRun(context, command))) {
    throw new ProgramError(`‘${command}’: No such file or directory`, 127);
  }
  return context.run(`${unset}${sets.join('')}command ${words.map(quoteAlways).join(' ')}`);
};

/** Prints variables of the environment by name. */
export const printenv: Program = async (context) => {
  if (context.args.length === 0) {
    for (const [name, value] of Object.entries(context.env))
      await context.stdout.write(`${name}=${value}\n`);
    return 0;
  }
  let status = 0;
  for (const name of context.args) {
    const value = context.env[name];
    if (value === undefined) status = 1;
    else await context.stdout.write(`${value}\n`);
  }
  return status;
};
