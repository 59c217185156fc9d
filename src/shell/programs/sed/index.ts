/** `sed`. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import type { Program, ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import type { Input } from '../../streams/input.ts';
import { TextOutput } from '../../streams/output.ts';
import { openFile } from '../inputs.ts';
import { type Options, parseOptions } from '../options.ts';
import type { LineSource } from './addresses.ts';
import { SedMachine } from './machine.ts';
import { ScriptReader } from './script.ts';

/** The lines of files one after another, read one ahead. */
class Lines implements LineSource {
  readonly #open: () => Promise<Input | undefined>;
  readonly #delimiter: string;
  #input: Input | undefined;
  #ahead: string | undefined;
  #primed = false;

  constructor(open: () => Promise<Input | undefined>, delimiter: string) {
    this.#open = open;
    this.#delimiter = delimiter;
  }

  async next(): Promise<string | undefined> {
    if (!this.#primed) return this.#fetch();
    const line = this.#ahead;
    this.#primed = false;
    return line;
  }

  async isLast(): Promise<boolean> {
    if (!this.#primed) {
      this.#ahead = await this.#fetch();
      this.#primed = true;
    }
    return this.#ahead === undefined;
  }

  async #fetch(): Promise<string | undefined> {
    for (;;) {
      this.#input ??= await this.#open();
      if (this.#input === undefined) return undefined;
      const line = await this.#input.readLine(this.#delimiter);
      if (line !== undefined) return line;
      this.#input = undefined;
    }
  }
}

const usage =
  "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n\nTry 'sed --help' for more information.";

function readScript(
  context: ProgramContext,
  options: Options,
): { script: string; operands: readonly string[] } {
  const pieces: string[] = [];
  for (const [at, letter] of options.order.entries()) {
    const before = options.order.slice(0, at).filter((each) => each === letter).length;
    if (letter === 'e') pieces.push(options.values('e')[before] ?? '');
    if (letter === 'f') {
      const path = options.values('f')[before] ?? '';
      const text = context.files.read(resolvePath(context.cwd, path));
      pieces.push(text.replace(/\n$/, ''));
    }
  }
  if (pieces.length > 0) return { script: pieces.join('\n'), operands: options.operands };
  const [script, ...operands] = options.operands;
  if (script === undefined) throw new ProgramError(usage, 1);
  return { script, operands };
}

/** Says what can't be read; sed goes on and ends with 2. */
async function open(context: ProgramContext, path: string): Promise<Input | undefined> {
  try {
    return openFile(context, path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const why =
      error.code === 'EISDIR'
        ? `couldn't edit ${path}: not a regular file`
        : `can't read ${path}: ${error.message}`;
    const text = error.code === 'EISDIR' ? `read error on ${path}: Is a directory` : why;
    await context.stderr.write(`sed: ${text}\n`);
    return undefined;
  }
}

const spec = {
  short: 'nEre:f:i::suzl:',
  long: {
    quiet: 'n',
    silent: 'n',
    'regexp-extended': 'E',
    expression: 'e',
    file: 'f',
    'in-place': 'i',
    separate: 's',
    unbuffered: 'u',
    'null-data': 'z',
    version: 'V',
    help: 'h',
    posix: 'u',
    debug: 'u',
    sandbox: 'u',
    'line-length': 'l',
    'follow-symlinks': 'u',
  },
};

/** `--version` and `--help`. */
function informed(options: Options): string | undefined {
  if (options.order.includes('V')) return 'sed (GNU sed) 4.9\n';
  return options.order.includes('h') ? `${usage}\n` : undefined;
}

/** Edits lines by a script; `-i` writes them back to the files. */
export const sed: Program = async (context) => {
  const options = parseOptions(context, spec);
  const info = informed(options);
  if (info !== undefined) {
    await context.stdout.write(info);
    return 0;
  }
  let read: ReturnType<typeof readScript>;
  try {
    read = readScript(context, options);
  } catch (error) {
    if (!(error instanceof ProgramError) || error.message !== usage) throw error;
    await context.stderr.write(`${usage}\n`);
    return 1;
  }
  const { script, operands } = read;
  const extended = options.has('E') || options.has('r');
  const quiet = options.has('n') || script.startsWith('#n\n');
  const commands = new ScriptReader(script, extended).read();
  const delimiter = options.has('z') ? '\0' : '\n';
  const settings = { commands, quiet, context, delimiter };
  const paths = operands.length === 0 ? ['-'] : operands;
  let failed = false;
  if (options.has('i') || options.has('s')) {
    const machine = new SedMachine(
      settings,
      new Lines(async () => undefined, delimiter),
      context.stdout,
    );
    for (const path of paths) {
      let input = await open(context, path);
      failed ||= input === undefined;
      if (input === undefined) continue;
      const output = new TextOutput();
      const source = new Lines(async () => {
        const taken = input;
        input = undefined;
        return taken;
      }, delimiter);
      machine.reset(source, options.has('i') ? output : context.stdout, path);
      const status = await machine.run();
      if (options.has('i')) {
        let rest = '';
        if (status !== undefined)
          for (let line = await source.next(); line !== undefined; line = await source.next())
            rest += line;
        saveInPlace(context, path, output.text + rest, options.value('i') ?? '');
      }
      if (status !== undefined) return status;
    }
    return failed ? 2 : 0;
  }
  let machine: SedMachine | undefined;
  const waiting = [...paths];
  const source = new Lines(async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const input = await open(context, path);
      if (input !== undefined) {
        machine?.rename(path);
        return input;
      }
      failed = true;
    }
    return undefined;
  }, delimiter);
  machine = new SedMachine(settings, source, context.stdout);
  const status = await machine.run();
  return status ?? (failed ? 2 : 0);
};

/** `-i.bak` keeps the old text beside it. */
function saveInPlace(context: ProgramContext, name: string, text: string, suffix: string): void {
  const path = resolvePath(context.cwd, name);
  if (suffix !== '') {
    const backup = suffix.includes('*') ? suffix.replaceAll('*', name) : path + suffix;
    context.files.write(resolvePath(context.cwd, backup), context.files.read(path));
  }
  context.files.write(path, text);
}
