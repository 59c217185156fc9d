/** awk's expressions at work. */
import { posixRegex } from '../../posix-regex.ts';
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import type { Input } from '../../streams/input.ts';
import { callBuiltin } from './builtins.ts';
import { arrayOf, type Callbacks, type Cell, Cells } from './cells.ts';
import { Record } from './record.ts';
import { AwkStreams } from './streams.ts';
import type { AwkProgram, Expression, Target } from './syntax.ts';
import {
  calculate,
  compareValues,
  fromInput,
  isTrue,
  toNumber,
  toText,
  unsetValue,
  type Value,
} from './values.ts';

const specials = new Set(['NF', 'NR', 'FNR']);

export class Evaluator {
  readonly context: ProgramContext;
  readonly program: AwkProgram;
  readonly cells = new Cells();
  readonly record = new Record();
  readonly streams: AwkStreams;
  readonly callbacks: Callbacks;
  recordNumber = 0;
  fileRecordNumber = 0;
  #steps = 0;
  /** The state of rand, and what srand last set. */
  seed = 1;
  lastSeed = 0;

  constructor(context: ProgramContext, program: AwkProgram, callbacks: Callbacks) {
    this.context = context;
    this.program = program;
    this.callbacks = callbacks;
    this.streams = new AwkStreams(context);
    const defaults = {
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      CONVFMT: '%.6g',
      OFMT: '%.6g',
      FILENAME: '',
    };
    for (const [name, value] of Object.entries(defaults)) this.cells.get(name).value = value;
    this.cells.get('RSTART').value = 0;
    this.cells.get('RLENGTH').value = -1;
    const environment = Object.entries(context.env).map(
      ([name, value]) => [name, fromInput(value)] as const,
    );
    this.cells.get('ENVIRON').array = new Map(environment);
  }

  /** Gives the host a turn now and then, so that an endless loop can be stopped. */
  async tick(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % 1000 !== 0) return;
    await this.context.clock.yield();
    this.context.signal.throwIfAborted();
  }

  variableText(name: string): string {
    return toText(this.#variable(name), '%.6g');
  }

  get convert(): string {
    return toText(this.cells.get('CONVFMT').value ?? '%.6g');
  }

  text(value: Value): string {
    return typeof value === 'number' ? toText(value, this.convert) : toText(value);
  }

  async evaluate(node: Expression): Promise<Value> {
    switch (node.type) {
      case 'number':
      case 'string':
        return node.value;
      case 'regex':
        return Number(this.#matches(this.record.text, node.source));
      case 'variable':
        return this.#variable(node.name);
      case 'element':
        return this.#element(node.name, await this.subscript(node.index));
      case 'field':
        return this.record.get(this.#fieldIndex(await this.evaluate(node.index)));
      case 'assign':
        return this.#assign(node);
      case 'conditional':
        return this.evaluate(isTrue(await this.evaluate(node.test)) ? node.yes : node.no);
      case 'logical': {
        const left = isTrue(await this.evaluate(node.left));
        if (left === (node.operator === '||')) return Number(left);
        return Number(isTrue(await this.evaluate(node.right)));
      }
      case 'in': {
        const key = await this.subscript(node.index);
        return Number(arrayOf(this.cells.get(node.array), node.array).has(key));
      }
      case 'match': {
        const text = this.text(await this.evaluate(node.left));
        return Number(this.#matches(text, await this.regexSource(node.right)) !== node.negated);
      }
      case 'compare':
        return Number(
          this.#compare(
            node.operator,
            await this.evaluate(node.left),
            await this.evaluate(node.right),
          ),
        );
      case 'arithmetic':
        return calculate(
          node.operator,
          toNumber(await this.evaluate(node.left)),
          toNumber(await this.evaluate(node.right)),
        );
      case 'concat': {
        const left = this.text(await this.evaluate(node.left));
        return left + this.text(await this.evaluate(node.right));
      }
      default:
        return this.#evaluateRest(node);
    }
  }

  async #evaluateRest(
    node: Extract<
      Expression,
      { type: 'unary' | 'step' | 'call' | 'builtin' | 'group' | 'getline' }
    >,
  ): Promise<Value> {
    switch (node.type) {
      case 'unary': {
        const value = await this.evaluate(node.operand);
        if (node.operator === '!') return Number(!isTrue(value));
        return node.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'step': {
        const old = toNumber(await this.evaluate(node.target));
        await this.store(node.target, old + node.by);
        return node.prefix ? old + node.by : old;
      }
      case 'call':
        return this.#call(node.name, node.args);
      case 'builtin':
        return callBuiltin(this, node.name, node.args);
      case 'group': {
        const [only] = node.items;
        if (only === undefined || node.items.length > 1) return this.subscript(node.items);
        return this.evaluate(only);
      }
      case 'getline':
        return this.#getline(node);
    }
  }

  /** `a[i, j]`: joined by SUBSEP. */
  async subscript(index: readonly Expression[]): Promise<string> {
    const parts: string[] = [];
    for (const node of index) parts.push(this.text(await this.evaluate(node)));
    return parts.join(this.variableText('SUBSEP'));
  }

  /** The source of a regex: its own text, or what an expression says. */
  async regexSource(node: Expression): Promise<string> {
    return node.type === 'regex' ? node.source : this.text(await this.evaluate(node));
  }

  #matches(text: string, source: string): boolean {
    return posixRegex(source, { extended: true }).test(text);
  }

  #compare(operator: string, left: Value, right: Value): boolean {
    const order = compareValues(left, right, this.convert);
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    if (operator === '==') return order === 0;
    if (operator === '!=') return order !== 0;
    return operator === '>' ? order > 0 : order >= 0;
  }

  #fieldIndex(value: Value): number {
    const index = Math.trunc(toNumber(value));
    if (index < 0) throw new ProgramError(`run time error: negative field index $${index}`, 2);
    return index;
  }

  #variable(name: string): Value {
    if (specials.has(name)) {
      if (name === 'NF') return this.record.count;
      return name === 'NR' ? this.recordNumber : this.fileRecordNumber;
    }
    const cell = this.cells.get(name);
    if (cell.array !== undefined)
      throw new ProgramError(`line 1: illegal reference to array ${name}`, 2);
    return cell.value ?? unsetValue;
  }

  #element(name: string, key: string): Value {
    const array = arrayOf(this.cells.get(name), name);
    const value = array.get(key);
    if (value !== undefined) return value;
    array.set(key, unsetValue);
    return unsetValue;
  }

  async #assign(node: Extract<Expression, { type: 'assign' }>): Promise<Value> {
    const { operator, target } = node;
    if (operator === '=') {
      const value = await this.evaluate(node.value);
      await this.store(target, value);
      return value;
    }
    const right = toNumber(await this.evaluate(node.value));
    const value = calculate(operator.slice(0, -1), toNumber(await this.evaluate(target)), right);
    await this.store(target, value);
    return value;
  }

  async store(target: Target, value: Value): Promise<void> {
    if (target.type === 'element') {
      arrayOf(this.cells.get(target.name), target.name).set(
        await this.subscript(target.index),
        value,
      );
    } else if (target.type === 'field') {
      const index = this.#fieldIndex(await this.evaluate(target.index));
      if (index === 0) this.setRecord(this.text(value));
      else this.record.assign(index, value);
    } else this.setVariable(target.name, value);
  }

  setVariable(name: string, value: Value): void {
    if (name === 'NF') this.record.resize(Math.trunc(toNumber(value)));
    else if (name === 'NR') this.recordNumber = toNumber(value);
    else if (name === 'FNR') this.fileRecordNumber = toNumber(value);
    else {
      const cell = this.cells.get(name);
      if (cell.array !== undefined)
        throw new ProgramError(`run time error: can't assign to ${name}; it's an array name.`, 2);
      cell.value = value;
      if (name === 'OFS') this.record.setJoiner(this.text(value));
    }
  }

  setRecord(text: string): void {
    this.record.set(text, this.variableText('FS'));
  }

  async #call(name: string, args: readonly Expression[]): Promise<Value> {
    const own = this.program.functions.get(name);
    if (own === undefined) throw new ProgramError(`line 1: function ${name} never defined`, 2);
    const frame = new Map<string, Cell>();
    for (const [at, parameter] of own.parameters.entries()) {
      const arg = args[at];
      if (arg === undefined) frame.set(parameter, {});
      else if (arg.type === 'variable' && !specials.has(arg.name)) {
        const cell = this.cells.get(arg.name);
        if (cell.array !== undefined) frame.set(parameter, cell);
        else
          frame.set(parameter, cell.value === undefined ? { origin: cell } : { value: cell.value });
      } else frame.set(parameter, { value: await this.evaluate(arg) });
    }
    await this.tick();
    return this.callbacks.call(name, frame);
  }

  async #getline(node: Extract<Expression, { type: 'getline' }>): Promise<number> {
    let line: string | undefined;
    if (node.from === 'input' || node.source === undefined) {
      line = await this.callbacks.nextRecord();
      if (line === undefined) return 0;
    } else {
      const name = this.text(await this.evaluate(node.source));
      const input: Input | undefined =
        node.from === 'file' ? this.streams.file(name) : await this.streams.command(name);
      if (input === undefined) return -1;
      line = (await input.readLine())?.replace(/\n$/, '');
      if (line === undefined) return 0;
      if (node.from === 'command') this.recordNumber += 1;
    }
    if (node.target !== undefined) await this.store(node.target, fromInput(line));
    else this.setRecord(line);
    return 1;
  }
}
