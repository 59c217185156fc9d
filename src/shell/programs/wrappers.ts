/** `nohup`, `nice`, `stdbuf`, `setsid`: commands that run another one. */
import { quoteAlways } from '../expand/quote.ts';
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { textInput } from '../streams/input.ts';
import { fileOutput } from '../streams/output.ts';
import { parseOptions } from './options.ts';
import { canRun } from './runnable.ts';

async function runWords(
  context: ProgramContext,
  words: readonly string[],
  missing: (name: string) => string,
  streams: Parameters<ProgramContext['run']>[1] = {},
): Promise<number> {
  const [name = ''] = words;
  if (!(await canRun(context, name))) throw new ProgramError(missing(name), 127);
  return context.run(`command ${words.map(quoteAlways).join(' ')}`, streams);
}

const notRun = (name: string) => `failed to run command '${name}': No such file or directory`;
const notFound = (name: string) => `‘${name}’: No such file or directory`;

/** Runs a command that outlives its terminal; what it would have written there goes to nohup.out. */
export const nohup: Program = async (context) => {
  const words = context.args[0] === '--' ? context.args.slice(1) : context.args;
  if (words.length === 0)
    throw new ProgramError("missing operand\nTry 'nohup --help' for more information.", 125);
  if (!context.stdout.isTerminal) {
    await context.stderr.write('nohup: ignoring input\n');
    return runWords(context, words, notRun, { stdin: textInput('') });
  }
  const path = resolvePath(context.cwd, 'nohup.out');
  if (context.files.stat(path) === undefined) context.files.write(path, '');
  context.files.chmod(path, 0o600);
  await context.stderr.write("nohup: ignoring input and appending output to 'nohup.out'\n");
  const output = fileOutput(context.files, path);
  return runWords(context, words, notRun, { stdin: textInput(''), stdout: output, stderr: output });
};

/** Runs a command with less of a processor that nothing here uses. */
export const nice: Program = async (context) => {
  const args = context.args.map((arg) => arg.replace(/^-(\d+)$/, '-n$1'));
  const options = parseOptions(
    { name: 'nice', args },
    { short: 'n:', long: { adjustment: 'n' }, stopAtOperand: true, errorStatus: 125 },
  );
  if (options.operands.length === 0) {
    await context.stdout.write('0\n');
    return 0;
  }
  return runWords(context, options.operands, notFound);
};

/** Runs a command; nothing here is buffered. */
export const stdbuf: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'i:o:e:',
    long: { input: 'i', output: 'o', error: 'e' },
    stopAtOperand: true,
    errorStatus: 125,
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'stdbuf --help' for more information.", 125);
  return runWords(context, options.operands, notRun);
};

/** Runs a command in a session of its own. */
export const setsid: Program = async (context) => {
  const options = parseOptions(context, { short: 'cfw', long: {}, stopAtOperand: true });
  if (options.operands.length === 0)
    throw new ProgramError("no command specified\nTry 'setsid --help' for more information.");
  return runWords(
    context,
    options.operands,
    (name) => `failed to execute ${name}: No such file or directory`,
  );
};
