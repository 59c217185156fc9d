/** awk's statements and rules at work. */
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import { arrayOf, type Cell } from './cells.ts';
import { Evaluator } from './evaluator.ts';
import { awkFormat, NotEnoughArguments } from './functions.ts';
import type { RecordReader } from './record-reader.ts';
import { runTimeError } from './run-time-error.ts';
import type { AwkProgram, Redirection, Rule, Statement } from './syntax.ts';
import { isTrue, toNumber, toText, unsetValue, type Value } from './values.ts';

/** How a statement ended, when not by reaching its end. */
type Leaving = 'break' | 'continue' | 'return' | undefined;

class NextJump extends Error {
  override name = 'NextJump';
  readonly file: boolean;

  constructor(file: boolean) {
    super('next');
    this.file = file;
  }
}

class ExitJump extends Error {
  override name = 'ExitJump';
}

export class Interpreter {
  readonly evaluator: Evaluator;
  readonly #program: AwkProgram;
  readonly #context: ProgramContext;
  readonly #reader: RecordReader;
  readonly #inRange = new Set<Rule>();
  #returned: Value = unsetValue;
  #status = 0;

  constructor(context: ProgramContext, program: AwkProgram, reader: RecordReader) {
    this.#context = context;
    this.#program = program;
    this.#reader = reader;
    this.evaluator = new Evaluator(context, program, {
      call: (name, frame) => this.#call(name, frame),
      nextRecord: () => this.#nextRecord(),
    });
  }

  /** BEGIN, every record, END; gives the status. */
  async run(): Promise<number> {
    const { begin, rules, end } = this.#program;
    let exited = await this.#guarded(begin);
    if (!exited && rules.length + end.length > 0) exited = await this.#records(rules);
    if (!exited || end.length > 0) await this.#guarded(end);
    await this.evaluator.streams.closeAll();
    return this.#status;
  }

  async #guarded(statements: readonly Statement[]): Promise<boolean> {
    try {
      for (const statement of statements) await this.#execute(statement);
      return false;
    } catch (error) {
      if (error instanceof ExitJump) return true;
      throw error;
    }
  }

  async #records(rules: readonly Rule[]): Promise<boolean> {
    try {
      for (;;) {
        const line = await this.#nextRecord();
        if (line === undefined) return false;
        this.evaluator.setRecord(line);
        await this.#applyRules(rules);
      }
    } catch (error) {
      if (error instanceof ExitJump) return true;
      throw error;
    }
  }

  async #applyRules(rules: readonly Rule[]): Promise<void> {
    try {
      for (const rule of rules) {
        if (!(await this.#applies(rule))) continue;
        if (rule.action === undefined) await this.#print([], undefined);
        else await this.#execute(rule.action);
      }
    } catch (error) {
      if (!(error instanceof NextJump)) throw error;
      if (error.file) this.#reader.skipFile();
    }
  }

  async #nextRecord(): Promise<string | undefined> {
    const line = await this.#reader.next(this.evaluator);
    if (line === undefined) return undefined;
    this.evaluator.recordNumber += 1;
    this.evaluator.fileRecordNumber += 1;
    return line;
  }

  async #applies(rule: Rule): Promise<boolean> {
    if (rule.pattern === undefined) return true;
    if (rule.until === undefined) return isTrue(await this.evaluator.evaluate(rule.pattern));
    if (!this.#inRange.has(rule)) {
      if (!isTrue(await this.evaluator.evaluate(rule.pattern))) return false;
      this.#inRange.add(rule);
    }
    if (isTrue(await this.evaluator.evaluate(rule.until))) this.#inRange.delete(rule);
    return true;
  }

  async #call(name: string, frame: Map<string, Cell>): Promise<Value> {
    const own = this.#program.functions.get(name);
    if (own === undefined) throw new ProgramError(`line 1: function ${name} never defined`, 2);
    this.evaluator.cells.push(frame);
    this.#returned = unsetValue;
    try {
      await this.#execute(own.body);
      const value = this.#returned;
      this.#returned = unsetValue;
      return value;
    } finally {
      this.evaluator.cells.pop();
    }
  }

  async #execute(node: Statement): Promise<Leaving> {
    const { evaluator } = this;
    await evaluator.tick();
    switch (node.type) {
      case 'expression':
        await evaluator.evaluate(node.value);
        return undefined;
      case 'print':
      case 'printf':
        await this.#output(node);
        return undefined;
      case 'block':
        for (const statement of node.body) {
          const leaving = await this.#execute(statement);
          if (leaving !== undefined) return leaving;
        }
        return undefined;
      case 'if':
        if (isTrue(await evaluator.evaluate(node.test))) return this.#execute(node.yes);
        return node.no === undefined ? undefined : this.#execute(node.no);
      case 'delete': {
        const array = arrayOf(evaluator.cells.get(node.name), node.name);
        if (node.index === undefined) array.clear();
        else array.delete(await evaluator.subscript(node.index));
        return undefined;
      }
      case 'return':
        this.#returned =
          node.value === undefined ? unsetValue : await evaluator.evaluate(node.value);
        return 'return';
      case 'exit':
        if (node.value !== undefined)
          this.#status = toNumber(await evaluator.evaluate(node.value)) & 255;
        throw new ExitJump('exit');
      case 'next':
      case 'nextfile':
        throw new NextJump(node.type === 'nextfile');
      case 'break':
      case 'continue':
        return node.type;
      default:
        return this.#loop(node);
    }
  }

  async #loop(
    node: Extract<Statement, { type: 'while' | 'do' | 'for' | 'forIn' }>,
  ): Promise<Leaving> {
    const { evaluator } = this;
    if (node.type === 'forIn') {
      for (const key of [...arrayOf(evaluator.cells.get(node.array), node.array).keys()]) {
        evaluator.setVariable(node.name, {
          text: key,
          number: /^-?\d+$/.test(key) ? Number(key) : undefined,
        });
        const leaving = await this.#execute(node.body);
        if (leaving === 'break') break;
        if (leaving === 'return') return leaving;
      }
      return undefined;
    }
    const test = async () => node.test === undefined || isTrue(await evaluator.evaluate(node.test));
    if (node.type === 'for' && node.first !== undefined) await this.#execute(node.first);
    for (let first = true; ; first = false) {
      await evaluator.tick();
      if (!(first && node.type === 'do') && !(await test())) return undefined;
      const leaving = await this.#execute(node.body);
      if (leaving === 'break') return undefined;
      if (leaving === 'return') return leaving;
      if (node.type === 'for' && node.update !== undefined) await this.#execute(node.update);
    }
  }

  async #output(node: Extract<Statement, { type: 'print' | 'printf' }>): Promise<void> {
    const values: Value[] = [];
    for (const arg of node.args) values.push(await this.evaluator.evaluate(arg));
    if (node.type === 'print') return this.#print(values, node.to, node.args.length > 0);
    const [format = '', ...rest] = values;
    const shape = this.evaluator.text(format);
    try {
      await this.#write(awkFormat(shape, rest, this.evaluator.convert), node.to);
    } catch (error) {
      if (!(error instanceof NotEnoughArguments)) throw error;
      await this.#write(error.made, node.to);
      throw runTimeError(this.evaluator, `not enough arguments passed to printf("${shape}")`);
    }
  }

  async #print(
    values: readonly Value[],
    to: Redirection | undefined,
    given = false,
  ): Promise<void> {
    const format = this.evaluator.variableText('OFMT');
    const text = given
      ? values.map((value) => toText(value, format)).join(this.evaluator.variableText('OFS'))
      : this.evaluator.record.text;
    await this.#write(text + this.evaluator.variableText('ORS'), to);
  }

  async #write(text: string, to: Redirection | undefined): Promise<void> {
    if (to === undefined) return this.#context.stdout.write(text);
    const target = this.evaluator.text(await this.evaluator.evaluate(to.target));
    await this.evaluator.streams.write(to.kind, target, text);
  }
}
