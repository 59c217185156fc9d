/** `trap 'command' EXIT INT ERR`. */
import { complain, stdout } from '../execute/execution.ts';
import { quoteAlways } from '../expand/quote.ts';
import type { Builtin } from './builtin.ts';

const numbers: Readonly<Record<string, string>> = {
  '0': 'EXIT',
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '15': 'TERM',
};
const known = new Set([
  'EXIT',
  'HUP',
  'INT',
  'QUIT',
  'TERM',
  'ERR',
  'DEBUG',
  'RETURN',
  'USR1',
  'USR2',
  'PIPE',
  'ALRM',
  'CHLD',
]);

function signalName(word: string): string {
  return numbers[word] ?? word.toUpperCase().replace(/^SIG/, '');
}

/** "INT" ⇒ "SIGINT"; EXIT, ERR, DEBUG, RETURN are no signals. */
function printed(name: string): string {
  return ['EXIT', 'ERR', 'DEBUG', 'RETURN'].includes(name) ? name : `SIG${name}`;
}

/** Sets, resets (`-`) or prints what runs on a signal or on leaving. */
export const trap: Builtin = async (args, x) => {
  const { traps } = x.state;
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.length === 0 || words[0] === '-p') {
    for (const [name, command] of traps) {
      await stdout(x).write(`trap -- ${quoteAlways(command)} ${printed(name)}\n`);
    }
    return 0;
  }
  const resets = words.length === 1 || words[0] === '-' || /^\d+$/.test(words[0] ?? '');
  const command = resets ? undefined : words[0];
  let status = 0;
  for (const word of words.length === 1 || /^\d+$/.test(words[0] ?? '') ? words : words.slice(1)) {
    const name = signalName(word);
    if (!known.has(name)) {
      await complain(x, `trap: ${word}: invalid signal specification`);
      status = 1;
    } else if (command === undefined) traps.delete(name);
    else traps.set(name, command);
  }
  return status;
};
