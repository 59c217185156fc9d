/** What `$x`, `${a[1]}`, `$@`, `$?` … stand for. */
import { type Execution, stderr } from '../execute/execution.ts';
import { ExpansionError } from '../execute/flow.ts';
import { optionsByLetter } from '../options.ts';
import type { ShellState } from '../state.ts';
import type { Variable } from '../variables.ts';
import { ArithmeticError, evaluateArithmetic } from './arithmetic.ts';

/** One text, or the list of `$@` and `${a[*]}`. */
export interface ParameterValue {
  readonly values: readonly string[];
  readonly isSet: boolean;
  /** `@` and `*` give lists; `*` joins when quoted. */
  readonly list: '@' | '*' | undefined;
}

const unset: ParameterValue = { values: [], isSet: false, list: undefined };

function one(value: string | undefined): ParameterValue {
  return value === undefined ? unset : { values: [value], isSet: true, list: undefined };
}

/** Flags of `$-`. */
function optionLetters(state: ShellState): string {
  const set = Object.entries(optionsByLetter).filter(([, name]) => state.options.has(name));
  const letters = [...set.map(([letter]) => letter), ...(state.interactive ? ['i'] : [])];
  const order = 'abefhikmnptuvxBCEHPT';
  letters.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return letters.join('') + state.inputLetter;
}

/** The simple command that runs now, as written. */
function commandText({ position }: ShellState): string {
  return position.source.slice(position.offset, position.end ?? position.offset);
}

function computed(name: string, x: Execution): string | undefined {
  const { state, host } = x;
  switch (name) {
    case '?':
      return String(state.lastStatus);
    case '$':
      return String(state.pid);
    case '!':
      return state.lastBackground === 0 ? undefined : String(state.lastBackground);
    case '#':
      return String(state.positional.length);
    case '-':
      return optionLetters(state);
    case '_':
      return state.lastArgument;
    case '0':
      return state.name;
    case 'RANDOM':
      state.randomSeed = (Math.imul(state.randomSeed, 1_103_515_245) + 12_345) >>> 0;
      return String((state.randomSeed >>> 16) & 0x7fff);
    case 'SECONDS':
      return String(Math.floor((host.clock.now() - state.startedMs) / 1000));
    case 'EPOCHSECONDS':
      return String(Math.floor(host.clock.now() / 1000));
    case 'LINENO':
      return String(state.line);
    case 'BASHPID':
      return String(state.ownPid ?? state.pid + state.subshellLevel);
    case 'BASH_SUBSHELL':
      return String(state.subshellLevel);
    case 'BASH_COMMAND':
      return commandText(state);
    default:
      return undefined;
  }
}

const computedNames = new Set([
  ...'?$!#-_0',
  'SECONDS',
  'RANDOM',
  'EPOCHSECONDS',
  'LINENO',
  'BASHPID',
  'BASH_SUBSHELL',
  'BASH_COMMAND',
]);

function arrayValues(variable: Variable | undefined): readonly string[] {
  if (variable?.items !== undefined) {
    return [...variable.items].sort(([a], [b]) => a - b).map(([, value]) => value);
  }
  if (variable?.map !== undefined) return [...variable.map.values()];
  return variable?.value === undefined ? [] : [variable.value];
}

/** Arithmetic over this shell's variables; errors end the line. */
export function arithmetic(text: string, x: Execution): bigint {
  try {
    return evaluateArithmetic(text, {
      read: (name, index) => {
        const value = parameterValue(name, index, x);
        if (!value.isSet && x.state.options.has('nounset')) {
          throw new ExpansionError(`${name}: unbound variable`, 127);
        }
        return value.values[0];
      },
      write: (name, index, value) => assignElement(name, index, value, x),
    });
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ExpansionError(error.message);
    throw error;
  }
}

/** A negative index from before the start: reading says so and gives nothing, writing ends the line. */
class SubscriptError extends ExpansionError {
  override name = 'SubscriptError';
  readonly variable: string;

  constructor(variable: string, index: string) {
    super(`${variable}[${index}]: bad array subscript`);
    this.variable = variable;
  }
}

/** The index of an indexed array; negative ones count from the end. */
export function arrayIndex(name: string, index: string, x: Execution): number {
  const at = Number(arithmetic(index, x));
  if (at >= 0) return at;
  const items = x.state.variables.get(name)?.items;
  const end = Math.max(-1, ...(items?.keys() ?? [])) + 1;
  if (end + at < 0) throw new SubscriptError(name, index);
  return end + at;
}

/** `name=value` or `name[index]=value`. */
export function assignElement(
  name: string,
  index: string | undefined,
  value: string,
  x: Execution,
): void {
  const { variables } = x.state;
  if (index === undefined) {
    variables.set(name, value);
    return;
  }
  const variable = variables.ensure(name);
  if (variable.map !== undefined) {
    variable.map.set(index, value);
    return;
  }
  variable.items ??= new Map(variable.value === undefined ? [] : [[0, variable.value]]);
  variable.value = undefined;
  variable.items.set(arrayIndex(name, index, x), value);
}

function readIndex(name: string, index: string, x: Execution): number | undefined {
  try {
    return arrayIndex(name, index, x);
  } catch (error) {
    if (!(error instanceof SubscriptError)) throw error;
    stderr(x)
      .write(`${x.state.prefix}${name}: bad array subscript\n`)
      .catch(() => undefined);
    return undefined;
  }
}

/** The value of a parameter; `index` is the expanded text between the brackets. */
export function parameterValue(
  name: string,
  index: string | undefined,
  x: Execution,
): ParameterValue {
  const { state } = x;
  if (name === '@' || name === '*') {
    return { values: state.positional, isSet: state.positional.length > 0, list: name };
  }
  if (/^[1-9]\d*$/.test(name)) return one(state.positional[Number(name) - 1]);
  if (computedNames.has(name)) return one(computed(name, x));
  if (name === 'PIPESTATUS') return listOrElement(state.pipeStatus.map(String), index);
  if (name === 'FUNCNAME') return listOrElement(state.functionNames, index);
  if (name === 'BASH_VERSINFO') return listOrElement(versionParts, index);
  if (name === 'BASH_SOURCE') return listOrElement(sourcesOf(state), index);
  if (name === 'DIRSTACK') return listOrElement([state.cwd, ...state.folders], index);
  if (name === 'GROUPS') return listOrElement(['1000'], index);
  const variable = state.variables.get(name);
  if (index === '@' || index === '*') {
    const values = arrayValues(variable);
    return { values, isSet: values.length > 0, list: index };
  }
  if (index === undefined) return one(state.variables.text(name));
  if (variable?.map !== undefined) return one(variable.map.get(index));
  const at = readIndex(name, index, x);
  if (at === undefined) return one('');
  if (variable?.items !== undefined) return one(variable.items.get(at));
  return at === 0 ? one(variable?.value) : unset;
}

const versionParts = ['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'];

/** The files of the running functions; a script's own comes last. */
function sourcesOf(state: ShellState): readonly string[] {
  const file = state.sourceName ?? (state.inputLetter === '' ? state.name : undefined);
  return file === undefined ? state.functionNames.map(() => 'main') : [file];
}

function listOrElement(values: readonly string[], index: string | undefined): ParameterValue {
  if (index === '@' || index === '*') return { values, isSet: true, list: index };
  return one(values[Number(index ?? 0)]);
}
