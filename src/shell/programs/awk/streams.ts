/** Files and commands an awk program prints to and reads from. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import { type Input, textInput } from '../../streams/input.ts';
import { TextOutput } from '../../streams/output.ts';
import { openFile } from '../inputs.ts';

export class AwkStreams {
  readonly #context: ProgramContext;
  readonly #written = new Set<string>();
  readonly #commands = new Map<string, string[]>();
  readonly #readers = new Map<string, Input>();
  readonly #statuses = new Map<string, number>();

  constructor(context: ProgramContext) {
    this.#context = context;
  }

  /** `print > file`, `print >> file`, `print | command`. */
  async write(kind: '>' | '>>' | '|', target: string, text: string): Promise<void> {
    const context = this.#context;
    if (kind === '|') {
      const waiting = this.#commands.get(target) ?? [];
      this.#commands.set(target, waiting);
      waiting.push(text);
      return;
    }
    if (target === '/dev/stdout' || target === '-') return context.stdout.write(text);
    if (target === '/dev/stderr') return context.stderr.write(text);
    const path = resolvePath(context.cwd, target);
    try {
      if (kind === '>' && !this.#written.has(target)) context.files.write(path, '');
      this.#written.add(target);
      context.files.append(path, text);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new ProgramError(`cannot open "${target}" for output`, 2);
    }
  }

  /** A file for `getline < file`; undefined when it can't be read. */
  file(name: string): Input | undefined {
    const open = this.#readers.get(name);
    if (open !== undefined) return open;
    try {
      const input = openFile(this.#context, name);
      this.#readers.set(name, input);
      return input;
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  /** A command for `command | getline`: it runs to its end at the first line asked for. */
  async command(line: string): Promise<Input> {
    const open = this.#readers.get(line);
    if (open !== undefined) return open;
    const output = new TextOutput();
    this.#statuses.set(line, await this.#context.run(line, { stdout: output }));
    const input = textInput(output.text);
    this.#readers.set(line, input);
    return input;
  }

  /** `close(name)`: runs a command that was printed to. */
  async close(name: string): Promise<number> {
    const waiting = this.#commands.get(name);
    const known = waiting !== undefined || this.#readers.has(name) || this.#written.has(name);
    this.#commands.delete(name);
    this.#readers.delete(name);
    this.#written.delete(name);
    if (waiting !== undefined)
      return this.#context.run(name, { stdin: textInput(waiting.join('')) });
    return known ? (this.#statuses.get(name) ?? 0) : -1;
  }

  /** The program is over: every command that was printed to runs. */
  async closeAll(): Promise<void> {
    for (const name of [...this.#commands.keys()]) await this.close(name);
  }
}
