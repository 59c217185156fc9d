/** Parameter expansion: `$x`, `${x:-…}`, `${#a[@]}`, `${!x}` and every other operator. */

import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import type { Execution } from '../execute/execution.ts';
import { ExpansionError } from '../execute/flow.ts';
import { arrayKeys } from './array-keys.ts';
import {
  arithmetic,
  assignElement,
  type ParameterValue,
  parameterValue,
} from './parameter-value.ts';
import { expanded, fieldBreak, joinPieces, type Pieces, quoted } from './pieces.ts';
import { printVariable } from './print-variable.ts';
import { quoteAlways } from './quote.ts';
import { sliceItems } from './slice-items.ts';
import {
  changeCase,
  removeAffix,
  replaceMatches,
  toggleCase,
  transformValue,
} from './transform.ts';
import { arithmeticText, patternOfWord, textOfWord } from './word-text.ts';

/** `$x`, `$1`, `$@`. */
export function expandSimple(text: string, inQuotes: boolean, x: Execution): Pieces {
  const name = text.slice(1);
  return emit(checked(name, undefined, parameterValue(name, undefined, x), x), inQuotes, x);
}

/** `${…}`. */
export async function expandParameter(
  part: ParameterExpansionPart,
  inQuotes: boolean,
  x: Execution,
): Promise<Pieces> {
  const { operation } = part;
  if (part.parameter === '' && part.prefix === undefined) {
    throw new ExpansionError(`${part.text}: bad substitution`);
  }
  const index = await expandIndex(part.index, part.parameter, x);
  if (part.prefix === '#') {
    if (operation !== undefined) throw new ExpansionError(`${part.text}: bad substitution`);
    return [expanded(String(lengthOf(part.parameter, index, x)), inQuotes)];
  }
  const toggled =
    operation?.type === 'Unknown'
      ? /^(~~?)\}$/.exec(part.text.slice(operation.pos - part.pos))
      : null;
  if (operation?.type === 'Unknown' && toggled === null)
    throw new ExpansionError(`${part.text}: bad substitution`);
  let name = part.parameter;
  let at = index;
  if (part.prefix === '!') {
    if (operation?.type === 'Names') return emitNames(name, operation.operator, inQuotes, x);
    if (at === '@' || at === '*') {
      const values = arrayKeys(x.state.variables.get(name));
      return emit({ values, isSet: values.length > 0, list: at }, inQuotes, x);
    }
    const reference = at === undefined ? x.state.variables.referenceOf(name) : undefined;
    if (reference !== undefined && operation === undefined) return [expanded(reference, inQuotes)];
    const target = parameterValue(name, at, x).values[0];
    if (target === undefined) throw new ExpansionError(`${name}: invalid indirect expansion`);
    const match = /^(.*?)(?:\[(.*)\])?$/.exec(target);
    name = match?.[1] ?? target;
    at = match?.[2];
  }
  const value = parameterValue(name, at, x);
  if (operation?.type === 'Default') {
    return expandDefault(part, operation, { name, index: at, value }, inQuotes, x);
  }
  const found = checked(name, at, value, x);
  if (toggled !== null) {
    const values = found.values.map((text) => toggleCase(text, toggled[1] === '~~'));
    return emit({ ...found, values }, inQuotes, x);
  }
  if (operation === undefined) return emit(found, inQuotes, x);
  if (operation.type === 'Transform' && !/^[QEPAKakUuL]$/.test(operation.operand.text)) {
    throw new ExpansionError(`${part.text}: bad substitution`);
  }
  if (operation.type === 'Transform' && 'AaP'.includes(operation.operand.text)) {
    return emit(described(name, found, operation.operand.text, x), inQuotes, x);
  }
  return emit(await applied(operation, name, found, x), inQuotes, x);
}

/** The text of `[…]`: `@` and `*` as they are, keys expanded, numbers left to arithmetic. */
async function expandIndex(
  index: Word | undefined,
  name: string,
  x: Execution,
): Promise<string | undefined> {
  if (index === undefined || index.text === '@' || index.text === '*') return index?.text;
  const keyed = x.state.variables.get(name)?.map !== undefined;
  return keyed ? textOfWord(index, x) : arithmeticText(index.text, x);
}

function checked(
  name: string,
  index: string | undefined,
  value: ParameterValue,
  x: Execution,
): ParameterValue {
  if (!value.isSet && value.list === undefined && x.state.options.has('nounset')) {
    const shown = /^\d/.test(name) ? `$${name}` : name;
    throw new ExpansionError(
      x.state.isDash
        ? `${name}: parameter not set`
        : `${shown}${index === undefined ? '' : `[${index}]`}: unbound variable`,
      127,
    );
  }
  return value;
}

function lengthOf(name: string, index: string | undefined, x: Execution): number {
  const value = checked(name, index, parameterValue(name, index, x), x);
  return value.list !== undefined ? value.values.length : [...(value.values[0] ?? '')].length;
}

function emitNames(prefix: string, operator: '@' | '*', inQuotes: boolean, x: Execution): Pieces {
  const values = x.state.variables.names().filter((name) => name.startsWith(prefix));
  return emit({ values, isSet: values.length > 0, list: operator }, inQuotes, x);
}

/** Lists become fields; `"$*"` is joined by the first character of IFS. */
function emit(value: ParameterValue, inQuotes: boolean, x: Execution): Pieces {
  const { values } = value;
  if (value.list === undefined) return [expanded(values[0] ?? '', inQuotes)];
  if (value.list === '*' && inQuotes) {
    const ifs = x.state.variables.text('IFS') ?? ' \t\n';
    return [quoted(values.join(ifs.slice(0, 1)))];
  }
  return values.flatMap((text, at) =>
    at === 0 ? [expanded(text, inQuotes)] : [fieldBreak, expanded(text, inQuotes)],
  );
}

interface Subject {
  readonly name: string;
  readonly index: string | undefined;
  readonly value: ParameterValue;
}

async function expandDefault(
  part: ParameterExpansionPart,
  operation: Extract<ParameterOperation, { type: 'Default' }>,
  { name, index, value }: Subject,
  inQuotes: boolean,
  x: Execution,
): Promise<Pieces> {
  const operator = operation.operator.replace(':', '');
  const empty = value.values.join('') === '' && value.values.length <= 1;
  const present = value.isSet && !(operation.operator.startsWith(':') && empty);
  if (operator === '+') return present ? operandPieces(operation.operand, inQuotes, x) : [];
  if (present) return emit(value, inQuotes, x);
  if (operator === '-') return operandPieces(operation.operand, inQuotes, x);
  const text = joinPieces(await x.host.machine.piecesOfWord(operation.operand, inQuotes, x));
  if (operator === '?') {
    const why = operation.operator.startsWith(':')
      ? 'parameter null or not set'
      : 'parameter not set';
    throw new ExpansionError(`${part.parameter}: ${text === '' ? why : text}`, 127);
  }
  if (!/^[A-Za-z_]/.test(name)) {
    throw new ExpansionError(`$${name}: cannot assign in this way`);
  }
  assignElement(name, index, text, x);
  return [expanded(text, inQuotes)];
}

/** The word of `${x:-word}`: what isn't quoted in it is split. */
async function operandPieces(word: Word, inQuotes: boolean, x: Execution): Promise<Pieces> {
  const pieces = await x.host.machine.piecesOfWord(word, inQuotes, x);
  return pieces.map((piece) =>
    piece === fieldBreak || piece.quoted ? piece : { ...piece, split: true },
  );
}

async function applied(
  operation:
    | Exclude<ParameterOperation, { type: 'Default' | 'Names' | 'Unknown' }>
    | Extract<ParameterOperation, { type: 'Names' | 'Unknown' }>,
  name: string,
  value: ParameterValue,
  x: Execution,
): Promise<ParameterValue> {
  const each = (change: (text: string) => string): ParameterValue => ({
    ...value,
    values: value.values.map(change),
  });
  switch (operation.type) {
    case 'Remove': {
      const pattern = await patternOfWord(operation.operand, x);
      return each((text) => removeAffix(text, operation.operator, pattern));
    }
    case 'Replace': {
      const pattern = await patternOfWord(operation.pattern, x);
      const insert = await replacement(operation.replacement, x);
      return each((text) => replaceMatches(text, operation.operator, pattern, insert));
    }
    case 'CaseModification': {
      const { operand } = operation;
      const pattern = operand === undefined ? undefined : await patternOfWord(operand, x);
      return each((text) => changeCase(text, operation.operator, pattern));
    }
    case 'Transform':
      return each((text) => transformValue(text, operation.operand.text));
    case 'Slice':
      return slice(operation, name, value, x);
    default:
      return value;
  }
}

/** The replacement of `${x/a/b}`: an unquoted `&` is what matched (bash 5.2). */
async function replacement(word: Word, x: Execution): Promise<(match: string) => string> {
  const pieces = await x.host.machine.piecesOfWord(word, false, x);
  return (match) =>
    pieces
      .map((piece) => {
        if (piece === fieldBreak) return ' ';
        return piece.quoted
          ? piece.text
          : piece.text.replace(/\\?&/g, (m) => (m === '&' ? match : '&'));
      })
      .join('');
}

async function slice(
  operation: Extract<ParameterOperation, { type: 'Slice' }>,
  name: string,
  value: ParameterValue,
  x: Execution,
): Promise<ParameterValue> {
  const number = async (word: Word) => Number(arithmetic(await arithmeticText(word.text, x), x));
  let from = await number(operation.offset);
  const length = operation.length === undefined ? undefined : await number(operation.length);
  const positional = name === '@' || name === '*';
  const items =
    positional || value.list === undefined ? undefined : x.state.variables.get(name)?.items;
  if (items !== undefined) return sliceItems(items, from, length, value);
  const text = value.values[0] ?? '';
  const whole: readonly string[] =
    value.list === undefined
      ? [...text]
      : positional
        ? [x.state.name, ...value.values]
        : value.values;
  if (from < 0) from += whole.length;
  if (from < 0) return { ...value, values: value.list === undefined ? [''] : [] };
  if (length !== undefined && length < 0 && value.list !== undefined) {
    throw new ExpansionError(`${length}: substring expression < 0`);
  }
  const end =
    length === undefined ? whole.length : length < 0 ? whole.length + length : from + length;
  if (end < from && length !== undefined && length < 0) {
    throw new ExpansionError(`${length}: substring expression < 0`);
  }
  const cut = whole.slice(from, end);
  return { ...value, values: value.list === undefined ? [cut.join('')] : cut };
}

/** `${x@A}` and `${x@a}`. */
function described(
  name: string,
  value: ParameterValue,
  letter: string,
  x: Execution,
): ParameterValue {
  const variable = x.state.variables.get(name);
  const letters = [
    variable?.items === undefined ? '' : 'a',
    variable?.map === undefined ? '' : 'A',
    variable?.integer === true ? 'i' : '',
    variable?.readonly === true ? 'r' : '',
    variable?.exported === true ? 'x' : '',
  ].join('');
  if (letter === 'a') return { values: [letters], isSet: true, list: undefined };
  if (letter === 'P') return value;
  if (value.list !== undefined && variable !== undefined) {
    const text = printVariable(name, variable).replace(/^declare (-\S+) /, 'declare $1 ');
    return { values: [text], isSet: true, list: undefined };
  }
  const flags = letters === '' ? '' : `declare -${letters} `;
  const text = `${flags}${name}=${quoteAlways(value.values[0] ?? '')}`;
  return { values: value.isSet ? [text] : [''], isSet: true, list: undefined };
}
