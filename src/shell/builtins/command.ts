/** `command`, `builtin`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { quoteAlways } from '../expand/quote.ts';
import type { Builtin } from './builtin.ts';
import { describeCommand } from './type.ts';

/** What `command -v` prints. */
function findCommand(name: string, x: Execution): string | undefined {
  const value = x.state.aliases.get(name);
  if (value !== undefined) return `alias ${name}=${quoteAlways(value)}`;
  const found = describeCommand(name, x);
  return found?.path ?? (found === undefined ? undefined : name);
}

/** Runs a command past functions; `-v` says what it is. */
export const command: Builtin = async (args, x) => {
  const [flag, ...rest] = args;
  if (flag === '-v' || flag === '-V') {
    let status = 1;
    for (const name of rest) {
      if (flag === '-V') {
        const found = describeCommand(name, x);
        if (found === undefined) await complain(x, `command: ${name}: not found`);
        else {
          await stdout(x).write(`${found.text}\n`);
          status = 0;
        }
        continue;
      }
      const line = findCommand(name, x);
      if (line === undefined) continue;
      await stdout(x).write(`${line}\n`);
      status = 0;
    }
    return status;
  }
  if (flag !== undefined && /^-[^-p]/.test(flag)) {
    await complain(x, `command: ${flag.slice(0, 2)}: invalid option`);
    await stderr(x).write('command: usage: command [-pVv] command [arg ...]\n');
    return 2;
  }
  const words = flag === '-p' || flag === '--' ? rest : args;
  return words.length === 0 ? 0 : x.host.machine.callCommand(words, x, 'no-functions');
};

/** Runs a builtin past functions. */
export const builtinCommand: Builtin = async (args, x) => {
  const [name = ''] = args;
  if (args.length === 0) return 0;
  if (!x.host.machine.builtinNames.has(name)) {
    await complain(x, `builtin: ${name}: not a shell builtin`);
    return 1;
  }
  return x.host.machine.callCommand(args, x, 'builtins');
};
