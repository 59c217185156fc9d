/** The files a program is given, or its standard input: one after another, line by line. */
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { ProgramContext, Reader } from '../program.ts';
import { asInput, type Input, textInput } from '../streams/input.ts';

/** One input with the name it was given by. */
export interface NamedInput {
  readonly name: string;
  readonly input: Input;
}

/** A file's text, in libc's words when there is none: `cat: x: No such file or directory`. */
export function openFile(context: ProgramContext, path: string): Input {
  if (path === '-' || path === '/dev/stdin') return asInput(context.stdin);
  if (path === '') throw new FileError('ENOENT', path, 'No such file or directory');
  const slash = path.endsWith('/') && path !== '/' ? '/' : '';
  try {
    return textInput(context.files.read(resolvePath(context.cwd, path) + slash));
  } catch (error) {
    if (error instanceof FileError) throw new FileError(error.code, path, error.message);
    throw error;
  }
}

/** How a program says that a file can't be read. */
type Refusal = (name: string, why: string) => string;

const plainRefusal: Refusal = (name, why) => `${name}: ${why}`;

/** head's and tail's words. */
export const cannotOpen: Refusal = (name, why) =>
  why === 'Is a directory'
    ? `error reading '${name}': ${why}`
    : `cannot open '${name}' for reading: ${why}`;

/** sort's words. */
export const cannotRead: Refusal = (name, why) =>
  why === 'Is a directory' ? `read failed: ${name}: ${why}` : `cannot read: ${name}: ${why}`;

/** Walks the operands; a file that can't be read is said and counted. */
export class Inputs {
  readonly #context: ProgramContext;
  readonly #operands: readonly string[];
  readonly #say: Refusal;
  /** How many could not be read. */
  failures = 0;

  constructor(context: ProgramContext, operands: readonly string[], say: Refusal = plainRefusal) {
    this.#context = context;
    this.#operands = operands.length === 0 ? ['-'] : operands;
    this.#say = say;
  }

  async *each(): AsyncGenerator<NamedInput> {
    for (const name of this.#operands) {
      const input = await this.#open(name);
      if (input !== undefined) yield { name, input };
    }
  }

  /** Every line of every input, without newlines. */
  async *lines(): AsyncGenerator<string> {
    for await (const { input } of this.each()) yield* linesOf(input);
  }

  async #open(name: string): Promise<Input | undefined> {
    try {
      return openFile(this.#context, name);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.failures += 1;
      await this.#context.stderr.write(
        `${this.#context.name}: ${this.#say(name, error.message)}\n`,
      );
      return undefined;
    }
  }
}

/** Lines without their newlines. */
export async function* linesOf(reader: Reader, ends = '\n'): AsyncGenerator<string> {
  const input = asInput(reader);
  for (;;) {
    const line = await input.readLine(ends);
    if (line === undefined) return;
    yield line.endsWith(ends) ? line.slice(0, -1) : line;
  }
}

/** A text's lines, without an empty one after the last newline. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
