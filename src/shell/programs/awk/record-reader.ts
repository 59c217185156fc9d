/** Records of the files an awk program is given: lines, paragraphs, or what RS says. */
import { FileError } from '../../file-system.ts';
import { posixRegex } from '../../posix-regex.ts';
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import type { Input } from '../../streams/input.ts';
import { openFile } from '../inputs.ts';
import type { Evaluator } from './evaluator.ts';
import { unescapeString } from './lexer.ts';
import { fromInput } from './values.ts';

export class RecordReader {
  readonly #context: ProgramContext;
  readonly #operands: string[];
  #input: Input | undefined;
  #readAny = false;

  constructor(context: ProgramContext, operands: readonly string[]) {
    this.#context = context;
    this.#operands = [...operands];
  }

  /** The next record, from the next file when this one is at its end. */
  async next(evaluator: Evaluator): Promise<string | undefined> {
    for (;;) {
      this.#input ??= this.#open(evaluator);
      if (this.#input === undefined) return undefined;
      const record = await this.#read(this.#input, evaluator.variableText('RS'));
      if (record !== undefined) return record;
      this.#input = undefined;
    }
  }

  skipFile(): void {
    this.#input = undefined;
    if (this.#operands.length === 0) this.#readAny = true;
  }

  /** Operands of the form name=value are assignments on the way. */
  #open(evaluator: Evaluator): Input | undefined {
    for (
      let operand = this.#operands.shift();
      operand !== undefined;
      operand = this.#operands.shift()
    ) {
      const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(operand);
      if (assignment !== null) {
        evaluator.setVariable(assignment[1] ?? '', fromInput(unescapeString(assignment[2] ?? '')));
        continue;
      }
      if (operand === '') continue;
      this.#readAny = true;
      evaluator.fileRecordNumber = 0;
      evaluator.setVariable('FILENAME', operand === '-' ? '' : operand);
      return this.#openFile(operand);
    }
    if (this.#readAny) return undefined;
    this.#readAny = true;
    return openFile(this.#context, '-');
  }

  #openFile(operand: string): Input {
    try {
      return openFile(this.#context, operand);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new ProgramError(`cannot open ${operand} (${error.message})`, 2);
    }
  }

  async #read(input: Input, separator: string): Promise<string | undefined> {
    if (separator === '') return this.#paragraph(input);
    if (separator.length === 1) {
      const line = await input.readLine(separator);
      return line?.endsWith(separator) === true ? line.slice(0, -1) : line;
    }
    const rest = await input.readAll();
    if (rest === '') return undefined;
    const match = posixRegex(separator, { extended: true }).exec(rest);
    if (match === null) return rest.replace(/\n$/, '');
    input.unread(rest.slice(match.index + match[0].length));
    return rest.slice(0, match.index);
  }

  /** RS = "": records are separated by blank lines. */
  async #paragraph(input: Input): Promise<string | undefined> {
    const lines: string[] = [];
    for (;;) {
      const line = (await input.readLine())?.replace(/\n$/, '');
      if (line === undefined) return lines.length === 0 ? undefined : lines.join('\n');
      if (line !== '') lines.push(line);
      else if (lines.length > 0) return lines.join('\n');
    }
  }
}
