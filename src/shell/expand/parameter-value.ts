/** What `$x`, `${a[1]}`, `$@`, `$?` … stand for. */
import type { Execution } from '../execute/execution.ts';
import { ExpansionError } from '../execute/flow.ts';
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
  const letters: Readonly<Record<string, string>> = {
    errexit: 'e',
    noglob: 'f',
    noclobber: 'C',
    nounset: 'u',
    xtrace: 'x',
    noexec: 'n',
    allexport: 'a',
    verbose: 'v',
  };
  const set = Object.entries(letters).filter(([name]) => state.options.has(name));
  return `${set.map(([, letter]) => letter).join('')}h${state.interactive ? 'i' : ''}B`;
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
      return String(state.position.source.slice(0, state.position.offset).split('\n').length);
    case 'BASHPID':
      return String(state.pid);
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
]);

function arrayValues(variable: Variable | undefined): readonly string[] {
  if (variable?.items !== undefined) {
    return [...variable.items].sort(([a], [b]) => a - b).map(([, value]) => value);
  }
  if (variable?.map !== undefined) return [...variable.map.values()];
  return variable?.value === undefined ? [] : [variable.value];
}

/** Keys of an array: `${!a[@]}`. */
export function arrayKeys(variable: Variable | undefined): string[] {
  if (variable?.items !== undefined) {
    return [...variable.items.keys()].sort((a, b) => a - b).map(String);
  }
  if (variable?.map !== undefined) return [...variable.map.keys()];
  return variable?.value === undefined ? [] : ['0'];
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

/** The index of an indexed array; negative ones count from the end. */
export function arrayIndex(name: string, index: string, x: Execution): number {
  const at = Number(arithmetic(index, x));
  if (at >= 0) return at;
  const items = x.state.variables.get(name)?.items;
  const end = Math.max(-1, ...(items?.keys() ?? [])) + 1;
  if (end + at < 0) throw new ExpansionError(`${name}: bad array subscript`);
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
  const variable = state.variables.get(name);
  if (index === '@' || index === '*') {
    const values = arrayValues(variable);
    return { values, isSet: values.length > 0, list: index };
  }
  if (index === undefined) return one(state.variables.text(name));
  if (variable?.map !== undefined) return one(variable.map.get(index));
  const at = arrayIndex(name, index, x);
  if (variable?.items !== undefined) return one(variable.items.get(at));
  return at === 0 ? one(variable?.value) : unset;
}

function listOrElement(values: readonly string[], index: string | undefined): ParameterValue {
  if (index === '@' || index === '*') return { values, isSet: true, list: index };
  return one(values[Number(index ?? 0)]);
}
