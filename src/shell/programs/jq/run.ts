/** `jq`: filters JSON. Speaks and ends as jq 1.6 does. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import type { ProgramContext } from '../../program.ts';
import { compile, type Program, printCompileError } from './compile.ts';
import { FilterError, HaltJump } from './errors.ts';
import { Evaluator } from './evaluate.ts';
import { HELP } from './help.ts';
import { Inputs } from './inputs.ts';
import { JsonError } from './json-parser.ts';
import { type JqOptions, OptionFileError, parseJq, UsageError } from './options.ts';
import { print } from './print.ts';
import { CompileError } from './syntax.ts';
import { isTruthy, type Value } from './value.ts';

const USAGE_FAILED = 2;
const COMPILE_FAILED = 3;
const NO_OUTPUT = 4;
const FILTER_FAILED = 5;
const PARSE_FAILED = 4;

const ADVICE =
  'Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n';

/** So much is gathered before it is written. */
const TOO_DEEP = 'the filter calls itself too often';
const WRITE_AT = 4_096;

class Run {
  readonly #context: ProgramContext;
  readonly #options: JqOptions;
  readonly #inputs: Inputs;
  readonly #program: Program;
  readonly #evaluator: Evaluator;
  readonly #printed: [stream: 'stdout' | 'stderr', text: string][] = [];
  #size = 0;
  /** The newest result; undefined before the first. */
  #last: Value | undefined;
  #status = 0;

  constructor(context: ProgramContext, options: JqOptions, program: Program) {
    this.#context = context;
    this.#options = options;
    this.#program = program;
    const inputs = new Inputs(context, options);
    this.#inputs = inputs;
    this.#evaluator = new Evaluator({
      env: context.env,
      now: context.clock.now,
      input: () => inputs.takeReady(),
      get fileName() {
        return inputs.fileName;
      },
      get line() {
        return inputs.line;
      },
      warn: (text) => this.#say('stderr', text),
    });
  }

  async run(): Promise<number> {
    try {
      await this.#all();
    } catch (error) {
      if (error instanceof HaltJump) return this.#halt(error);
      if (!(error instanceof JsonError)) throw error;
      this.#say('stderr', `parse error: ${error.message}\n`);
      this.#status = PARSE_FAILED;
    }
    for (const failure of this.#inputs.failures) this.#say('stderr', failure);
    await this.#flush();
    if (this.#inputs.failures.length > 0) return USAGE_FAILED;
    if (this.#status !== 0 || !this.#options.exitStatus) return this.#status;
    if (this.#last === undefined) return NO_OUTPUT;
    return isTruthy(this.#last) ? 0 : 1;
  }

  async #all(): Promise<void> {
    const { nullInput, slurp, rawInput } = this.#options;
    if (rawInput && slurp) {
      await this.#one(await this.#inputs.wholeText());
      return;
    }
    if (!nullInput && !slurp && !this.#usesInput) {
      for (
        let value = await this.#inputs.next();
        value !== undefined;
        value = await this.#inputs.next()
      ) {
        await this.#one(value);
      }
      return;
    }
    if (!nullInput || this.#usesInput) await this.#inputs.prepare();
    if (nullInput) {
      await this.#one(null);
      return;
    }
    const values: Value[] = [];
    for (
      let value = this.#inputs.takeReady();
      value !== undefined;
      value = this.#inputs.takeReady()
    ) {
      if (slurp) values.push(value);
      else await this.#one(value);
    }
    if (slurp) await this.#one(values);
  }

  /** Whether the filter itself reads inputs: then they must all be there. */
  get #usesInput(): boolean {
    return JSON.stringify(this.#program.node).includes('"name":"input');
  }

  async #one(value: Value): Promise<void> {
    this.#status = 0;
    const { node, scope } = this.#program;
    try {
      for (const result of this.#evaluator.values(node, scope, value)) {
        this.#last = result;
        this.#say('stdout', this.#shown(result));
        if (this.#size > WRITE_AT) await this.#flush();
      }
    } catch (error) {
      this.#refuse(error);
    }
    await this.#flush();
  }

  #refuse(error: unknown): void {
    const isDeep = error instanceof RangeError;
    if (!(error instanceof FilterError) && !isDeep) throw error;
    this.#status = FILTER_FAILED;
    const value: Value = error instanceof FilterError ? error.value : TOO_DEEP;
    const { place } = this.#inputs;
    this.#say(
      'stderr',
      typeof value === 'string'
        ? `jq: error (at ${place}): ${value}\n`
        : `jq: error (at ${place}) (not a string): ${print(value)}\n`,
    );
  }

  #shown(value: Value): string {
    const { rawOutput, joinOutput, ascii, seq } = this.#options;
    const text =
      rawOutput && typeof value === 'string' && !ascii ? value : print(value, this.#options);
    const plain = rawOutput && ascii && typeof value === 'string' ? text.slice(1, -1) : text;
    return `${seq ? '\x1e' : ''}${plain}${joinOutput ? '' : '\n'}`;
  }

  #say(stream: 'stdout' | 'stderr', text: string): void {
    this.#printed.push([stream, text]);
    this.#size += text.length;
  }

  async #flush(): Promise<void> {
    this.#size = 0;
    let pending = '';
    for (const [stream, text] of this.#printed.splice(0)) {
      if (stream === 'stdout') pending += text;
      else {
        if (pending !== '') await this.#context.stdout.write(pending);
        pending = '';
        await this.#context.stderr.write(text);
      }
    }
    if (pending !== '') await this.#context.stdout.write(pending);
  }

  async #halt({ value, status }: HaltJump): Promise<number> {
    if (typeof value === 'string') this.#say('stderr', value);
    else if (value !== undefined && value !== null) this.#say('stderr', `${print(value)}\n`);
    await this.#flush();
    return status;
  }
}

/** The program's text: an operand, or with `-f` a file's. */
function textOf(context: ProgramContext, { program, fromFile }: JqOptions): string {
  if (program === undefined) return '.';
  if (!fromFile) return program;
  try {
    return context.files.read(resolvePath(context.cwd, program));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(error.code, program, `Could not open ${program}: ${error.message}`);
  }
}

const variablesOf = ({ named, positional }: JqOptions): ReadonlyMap<string, Value> =>
  new Map<string, Value>([
    [
      'ARGS',
      new Map<string, Value>([
        ['positional', positional],
        ['named', named],
      ]),
    ],
    ...named,
  ]);

/** Runs jq. */
export async function jq(context: ProgramContext): Promise<number> {
  let text = '';
  try {
    const options = parseJq(context);
    if (options.wants === 'version') {
      await context.stdout.write('jq-1.6\n');
      return 0;
    }
    if (options.wants === 'help') {
      await context.stdout.write(HELP);
      return 0;
    }
    if (options.program === undefined && context.stdout.isTerminal) {
      await context.stderr.write(HELP);
      return USAGE_FAILED;
    }
    text = textOf(context, options);
    const program = compile(text, variablesOf(options));
    return await new Run(context, options, program).run();
  } catch (error) {
    if (error instanceof UsageError) {
      await context.stderr.write(`jq: ${error.message}\n${ADVICE}`);
      return USAGE_FAILED;
    }
    if (error instanceof OptionFileError) {
      await context.stderr.write(`jq: ${error.message}\n`);
      return USAGE_FAILED;
    }
    if (error instanceof FileError) {
      await context.stderr.write(`jq: error: ${error.message}\n`);
      return USAGE_FAILED;
    }
    if (!(error instanceof CompileError)) throw error;
    await context.stderr.write(printCompileError(text, error));
    return COMPILE_FAILED;
  }
}
