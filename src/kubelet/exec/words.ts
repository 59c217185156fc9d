/** Words of a script to their values: variables, quotes, `$(…)`, `$((…))`. */
import type { ArithmeticExpression, Script, Word, WordPart } from 'unbash';
import type { World } from './world.ts';

/** Runs a script and gives what it printed. It may not sleep. */
export type Capture = (script: Script) => string;

const variable = (name: string, world: World): string => {
  if (name === '$') return '1';
  return world.env.get(name) ?? '';
};

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? 0 : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? 0 : a % b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
};

function calculate(node: ArithmeticExpression | undefined, world: World): number {
  switch (node?.type) {
    case 'ArithmeticWord': {
      const text = node.value.replace(/^\$\{?(\w+)\}?$/, '$1');
      return Number(/^\d+$/.test(text) ? text : variable(text, world)) || 0;
    }
    case 'ArithmeticGroup':
      return calculate(node.expression, world);
    case 'ArithmeticUnary':
      return (node.operator === '-' ? -1 : 1) * calculate(node.operand, world);
    case 'ArithmeticTernary':
      return calculate(calculate(node.test, world) ? node.consequent : node.alternate, world);
    case 'ArithmeticBinary': {
      const operation = OPERATIONS[node.operator];
      return operation ? operation(calculate(node.left, world), calculate(node.right, world)) : 0;
    }
    default:
      return 0;
  }
}

function parameter(part: Extract<WordPart, { type: 'ParameterExpansion' }>, world: World): string {
  const value = variable(part.parameter, world);
  if (part.prefix === '#') return String(value.length);
  const { operation } = part;
  const isDefault = operation?.type === 'Default' && operation.operator.endsWith('-');
  return isDefault && value === '' ? operation.operand.value : value;
}

function expandPart(part: WordPart, world: World, capture: Capture): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((child) => expandPart(child, world, capture)).join('');
    case 'SimpleExpansion':
      return variable(part.text.slice(1), world);
    case 'ParameterExpansion':
      return parameter(part, world);
    case 'CommandExpansion':
      return part.script ? capture(part.script).replace(/\n+$/, '') : '';
    case 'ArithmeticExpansion':
      return String(calculate(part.expression, world));
    default:
      return part.text;
  }
}

const isSplit = (part: WordPart): boolean =>
  ['SimpleExpansion', 'ParameterExpansion', 'CommandExpansion'].includes(part.type);

/** A word as one value: what an assignment or a redirection takes. */
export const expandWord = (word: Word, world: World, capture: Capture): string =>
  word.parts ? word.parts.map((part) => expandPart(part, world, capture)).join('') : word.value;

/** Words as arguments: an unquoted expansion falls apart at its blanks. */
export function expandWords(
  words: readonly Word[],
  world: World,
  capture: Capture,
): readonly string[] {
  return words.flatMap((word) => {
    const value = expandWord(word, world, capture);
    const falls = word.parts?.length === 1 && word.parts.every(isSplit);
    return falls ? value.split(/\s+/).filter((piece) => piece !== '') : [value];
  });
}
