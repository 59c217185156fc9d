/** `trap 'command' EXIT INT ERR`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { quoteAlways } from '../expand/quote.ts';
import { signalName, signalNumber, signalTable } from '../signals.ts';
import type { Builtin } from './builtin.ts';

/** Names that are no signals. */
const special: readonly string[] = ['EXIT', 'DEBUG', 'ERR', 'RETURN'];

/** "2", "int", "SIGINT" ⇒ "INT" */
function trapName(word: string): string | undefined {
  const upper = word.toUpperCase();
  if (special.includes(upper)) return upper;
  const number = signalNumber(word);
  return number === 0 ? 'EXIT' : number === undefined ? undefined : signalName(number);
}

/** "INT" ⇒ "SIGINT"; EXIT, ERR, DEBUG, RETURN are no signals. */
function printed(name: string): string {
  return special.includes(name) ? name : `SIG${name}`;
}

/** In the order of their numbers: EXIT first, what is no signal last. */
function rank(name: string): number {
  const at = special.indexOf(name);
  if (at === 0) return 0;
  return at > 0 ? 100 + at : (signalNumber(name) ?? 0);
}

async function print(words: readonly string[], x: Execution): Promise<number> {
  const { traps } = x.state;
  let status = 0;
  const wanted: string[] = [];
  for (const word of words) {
    const name = trapName(word);
    if (name !== undefined) wanted.push(name);
    else {
      await complain(x, `trap: ${word}: invalid signal specification`);
      status = 1;
    }
  }
  const names = words.length > 0 ? wanted : [...traps.keys()].sort((a, b) => rank(a) - rank(b));
  for (const name of names) {
    const command = traps.get(name);
    if (command !== undefined)
      await stdout(x).write(`trap -- ${quoteAlways(command)} ${printed(name)}\n`);
  }
  return status;
}

/** Sets, resets (`-`) or prints what runs on a signal or on leaving. */
export const trap: Builtin = async (args, x) => {
  const { traps } = x.state;
  if (args[0] === '-l') {
    await stdout(x).write(signalTable());
    return 0;
  }
  if (args.length === 0 || args[0] === '-p') return print(args.slice(1), x);
  if (/^-[^-]/.test(args[0] ?? '')) {
    await complain(x, `trap: ${(args[0] ?? '').slice(0, 2)}: invalid option`);
    await stderr(x).write('trap: usage: trap [-lp] [[arg] signal_spec ...]\n');
    return 2;
  }
  const words = args[0] === '--' ? args.slice(1) : args;
  const [first = ''] = words;
  const resets = words.length === 1 || /^\d+$/.test(first);
  const command = resets || first === '-' ? undefined : first;
  let status = 0;
  for (const word of resets ? words : words.slice(1)) {
    const name = trapName(word);
    if (name === undefined) {
      await complain(x, `trap: ${word}: invalid signal specification`);
      status = 1;
    } else if (command === undefined) traps.delete(name);
    else traps.set(name, command);
  }
  return status;
};
