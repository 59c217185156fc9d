/** `awk`: POSIX awk as mawk speaks it. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import { RegexError } from '../../posix-regex.ts';
import type { Program, ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import { parseOptions } from '../options.ts';
import { Interpreter } from './interpreter.ts';
import { unescapeString } from './lexer.ts';
import { parseAwk } from './parser.ts';
import { RecordReader } from './record-reader.ts';
import { fromInput } from './values.ts';

const usage = `Usage: awk [POSIX or GNU style options] -f progfile [--] file ...
Usage: awk [POSIX or GNU style options] [--] 'program' file ...`;

function readFile(context: ProgramContext, file: string): string {
  try {
    return context.files.read(resolvePath(context.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ProgramError(`cannot open ${file} (${error.message})`, 2);
  }
}

function readProgram(
  context: ProgramContext,
  files: readonly string[],
  operands: readonly string[],
): { text: string; rest: readonly string[] } | undefined {
  if (files.length > 0) {
    const texts = files.map((file) => readFile(context, file));
    return { text: texts.join('\n'), rest: operands };
  }
  const [text, ...rest] = operands;
  return text === undefined ? undefined : { text, rest };
}

/** `-F '\\t'` is a tab. */
function separatorOf(value: string): string {
  return unescapeString(value);
}

/** Runs a program over lines and fields. */
export const awk: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'F:v:f:W:',
    long: { 'field-separator': 'F', assign: 'v', file: 'f' },
    stopAtOperand: true,
    errorStatus: 2,
  });
  const read = readProgram(context, options.values('f'), options.operands);
  if (read === undefined) {
    await context.stderr.write(`${usage}\n`);
    return 2;
  }
  try {
    const program = parseAwk(read.text);
    const interpreter = new Interpreter(context, program, new RecordReader(context, read.rest));
    const { evaluator } = interpreter;
    const separator = options.value('F');
    if (separator !== undefined) evaluator.setVariable('FS', separatorOf(separator));
    for (const assignment of options.values('v')) {
      const [name = '', ...value] = assignment.split('=');
      if (!/^[A-Za-z_]\w*$/.test(name) || value.length === 0)
        throw new ProgramError(`improper assignment: -v ${assignment}`, 2);
      evaluator.setVariable(name, fromInput(unescapeString(value.join('='))));
    }
    const words = ['awk', ...read.rest].map((word, at) => [String(at), fromInput(word)] as const);
    evaluator.cells.get('ARGV').array = new Map(words);
    evaluator.setVariable('ARGC', words.length);
    return await interpreter.run();
  } catch (error) {
    if (error instanceof RegexError)
      throw new ProgramError(`line 1: regular expression compile failed (${error.message})`, 2);
    throw error;
  }
};
