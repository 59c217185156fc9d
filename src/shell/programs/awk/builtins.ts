/** awk's own functions, given expressions: arguments evaluated, results stored. */

import { byteLength } from '../../memory-files.ts';
import { posixRegex } from '../../posix-regex.ts';
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import { arrayOf, type Cells } from './cells.ts';
import { awkFormat, gensub, strftime, substitute, substr, turnCase } from './functions.ts';
import { type Record, splitText } from './record.ts';
import type { AwkStreams } from './streams.ts';
import type { Expression, Target } from './syntax.ts';
import { fromInput, toNumber, unsetValue, type Value } from './values.ts';

/** What the functions need of the program that calls them. */
interface Awk {
  readonly context: ProgramContext;
  readonly record: Record;
  readonly cells: Cells;
  readonly streams: AwkStreams;
  readonly convert: string;
  /** The state of rand, and what srand last set. */
  seed: number;
  lastSeed: number;
  evaluate(node: Expression): Promise<Value>;
  text(value: Value): string;
  regexSource(node: Expression): Promise<string>;
  variableText(name: string): string;
  setVariable(name: string, value: Value): void;
  store(target: Target, value: Value): Promise<void>;
}

/** A place in a text as mawk counts: bytes, from 1; 0 when there is none. */
function byteIndex(text: string, at: number): number {
  return at < 0 ? 0 : byteLength(text.slice(0, at)) + 1;
}

/** Calls one of awk's own functions. */
export async function callBuiltin(
  e: Awk,
  name: string,
  args: readonly Expression[],
): Promise<Value> {
  const [first, second, third, fourth] = args;
  if (name === 'length') return builtinLength(e, first);
  if (name === 'split') return builtinSplit(e, first, second, third);
  if (name === 'sub' || name === 'gsub') return builtinSubstitute(e, name, args);
  if (name === 'match' && first !== undefined && second !== undefined) {
    const text = e.text(await e.evaluate(first));
    const match = posixRegex(await e.regexSource(second), { extended: true }).exec(text);
    const start = match === null ? 0 : byteIndex(text, match.index);
    e.setVariable('RSTART', start);
    e.setVariable('RLENGTH', match === null ? -1 : byteLength(match[0]));
    return start;
  }
  if (name === 'gensub' && first !== undefined && second !== undefined && third !== undefined) {
    const text = fourth === undefined ? e.record.text : e.text(await e.evaluate(fourth));
    const replacement = e.text(await e.evaluate(second));
    return gensub(await e.regexSource(first), replacement, e.text(await e.evaluate(third)), text);
  }
  const values: Value[] = [];
  for (const arg of args) values.push(await e.evaluate(arg));
  return plainBuiltin(e, name, values);
}

async function plainBuiltin(e: Awk, name: string, values: readonly Value[]): Promise<Value> {
  const text = (at: number) => e.text(values[at] ?? unsetValue);
  const number = (at: number) => toNumber(values[at] ?? unsetValue);
  switch (name) {
    case 'substr':
      return substr(text(0), number(1), values[2] === undefined ? undefined : number(2));
    case 'index':
      return byteIndex(text(0), text(0).indexOf(text(1)));
    case 'sprintf':
      return awkFormat(text(0), values.slice(1), e.convert);
    case 'tolower':
      return turnCase(text(0), 'lower');
    case 'toupper':
      return turnCase(text(0), 'upper');
    case 'int':
      return Math.trunc(number(0));
    case 'sqrt':
      return Math.sqrt(number(0));
    case 'exp':
      return Math.exp(number(0));
    case 'log':
      return Math.log(number(0));
    case 'sin':
      return Math.sin(number(0));
    case 'cos':
      return Math.cos(number(0));
    case 'atan2':
      return Math.atan2(number(0), number(1));
    case 'rand':
      e.seed = (Math.imul(e.seed, 1_664_525) + 1_013_904_223) >>> 0;
      return e.seed / 2 ** 32;
    case 'srand': {
      const old = e.lastSeed;
      e.lastSeed = values.length > 0 ? number(0) : Math.floor(e.context.clock.now() / 1000);
      e.seed = e.lastSeed >>> 0;
      return old;
    }
    case 'systime':
      return Math.floor(e.context.clock.now() / 1000);
    case 'strftime':
      return strftime(
        values[0] === undefined ? undefined : text(0),
        values[1] === undefined ? e.context.clock.now() / 1000 : number(1),
      );
    case 'system':
      return e.context.run(text(0));
    case 'close':
      return e.streams.close(text(0));
    default:
      return 0;
  }
}

async function builtinLength(e: Awk, arg: Expression | undefined): Promise<number> {
  if (arg === undefined) return byteLength(e.record.text);
  if (arg.type === 'variable') {
    const { array } = e.cells.get(arg.name);
    if (array !== undefined) return array.size;
  }
  return byteLength(e.text(await e.evaluate(arg)));
}

async function builtinSplit(
  e: Awk,
  from: Expression | undefined,
  into: Expression | undefined,
  separator: Expression | undefined,
): Promise<number> {
  if (from === undefined || into?.type !== 'variable')
    throw new ProgramError('line 1: type error in arg(2) in call to split', 2);
  const text = e.text(await e.evaluate(from));
  const source = separator === undefined ? e.variableText('FS') : await e.regexSource(separator);
  const parts = splitText(text, source);
  const array = arrayOf(e.cells.get(into.name), into.name);
  array.clear();
  for (const [at, part] of parts.entries()) array.set(String(at + 1), fromInput(part));
  return parts.length;
}

async function builtinSubstitute(
  e: Awk,
  name: 'sub' | 'gsub',
  args: readonly Expression[],
): Promise<number> {
  const [pattern, replacement, given] = args;
  if (pattern === undefined || replacement === undefined) {
    throw new ProgramError(`line 1: not enough arguments in call to ${name}`, 2);
  }
  const target: Expression = given ?? { type: 'field', index: { type: 'number', value: 0 } };
  const source = await e.regexSource(pattern);
  const insert = e.text(await e.evaluate(replacement));
  const { text, count } = substitute(
    e.text(await e.evaluate(target)),
    source,
    insert,
    name === 'gsub',
  );
  const assignable =
    target.type === 'variable' || target.type === 'element' || target.type === 'field';
  if (count > 0 && assignable) await e.store(target, text);
  return count;
}
