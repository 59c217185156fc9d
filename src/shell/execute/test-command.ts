/** `[[ … ]]`. */
import type { TestExpression } from 'unbash';
import { arithmetic } from '../expand/parameter-value.ts';
import { patternToRegExp } from '../expand/pattern.ts';
import { fieldBreak } from '../expand/pieces.ts';
import { quoteIfNeeded } from '../expand/quote.ts';
import { regexOfWord } from '../expand/word.ts';
import { arithmeticText, patternOfWord, textOfWord } from '../expand/word-text.ts';
import { posixRegex } from '../posix-regex.ts';
import { compareFiles, compareNumbers, numberOperators, testUnary } from './conditions.ts';
import { complain, type Execution } from './execution.ts';
import { ExpansionError } from './flow.ts';
import { isTraced, trace } from './trace.ts';

/** 0 when true, 1 when false, 2 when it can't be told. */
export async function runTest(node: TestExpression, x: Execution): Promise<number> {
  try {
    return (await evaluate(node, x)) ? 0 : 1;
  } catch (error) {
    if (error instanceof SyntaxError) return 2;
    if (!(error instanceof ExpansionError) || !/error token/.test(error.message)) throw error;
    await complain(x, `[[: ${error.message}`);
    return 1;
  }
}

async function evaluate(node: TestExpression, x: Execution): Promise<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return evaluate(node.expression, x);
    case 'TestNot':
      return (await evaluate(node.operand, x)) !== (node.negations.length % 2 === 1);
    case 'TestUnary': {
      const operand = await textOfWord(node.operand, x);
      await trace(`[[ ${node.operator} ${quoteIfNeeded(operand)} ]]`, x);
      return testUnary(node.operator, operand, x);
    }
    case 'TestLogical':
      for (const operand of node.operands) {
        if ((await evaluate(operand, x)) === (node.operator === '||'))
          return node.operator === '||';
      }
      return node.operator === '&&';
    case 'TestBinary':
      return evaluateBinary(node, x);
  }
}

async function evaluateBinary(
  node: Extract<TestExpression, { type: 'TestBinary' }>,
  x: Execution,
): Promise<boolean> {
  const { operator } = node;
  const left = await textOfWord(node.left, x);
  if (isTraced(x))
    await trace(`[[ ${quoteIfNeeded(left)} ${operator} ${await tracedRight(node, x)} ]]`, x);
  if (operator === '=~') return matchRegex(left, await regexOfWord(node.right, x), x);
  if (operator === '==' || operator === '=' || operator === '!=') {
    const flags = x.state.options.has('nocasematch') ? 'i' : '';
    const pattern = patternToRegExp(await patternOfWord(node.right, x), flags);
    return pattern.test(left) === (operator !== '!=');
  }
  const right = await textOfWord(node.right, x);
  if (numberOperators.has(operator)) {
    const value = async (text: string) => arithmetic(await arithmeticText(text, x), x);
    return compareNumbers(operator, await value(left), await value(right));
  }
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return compareFiles(operator, left, right, x);
}

/** The right side as the trace shows it: a pattern with what was quoted escaped. */
async function tracedRight(
  node: Extract<TestExpression, { type: 'TestBinary' }>,
  x: Execution,
): Promise<string> {
  if (node.operator === '=~') return regexOfWord(node.right, x);
  if (!/^(?:==?|!=)$/.test(node.operator)) return quoteIfNeeded(await textOfWord(node.right, x));
  const pieces = await x.host.machine.piecesOfWord(node.right, false, x);
  return pieces
    .map((piece) => {
      if (piece === fieldBreak) return ' ';
      return piece.quoted ? piece.text.replace(/[\s\S]/g, '\\$&') : piece.text;
    })
    .join('');
}

/** `=~` keeps what matched in BASH_REMATCH. */
function matchRegex(text: string, source: string, x: Execution): boolean {
  const regex = posixRegex(source, {
    extended: true,
    ignoreCase: x.state.options.has('nocasematch'),
  });
  const match = regex.exec(text);
  const variable = x.state.variables.ensure('BASH_REMATCH');
  variable.value = undefined;
  variable.items = new Map((match ?? []).map((part, at) => [at, part ?? '']));
  return match !== null;
}
