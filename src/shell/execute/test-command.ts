/** `[[ … ]]`. */
import type { TestExpression } from 'unbash';
import { arithmetic } from '../expand/parameter-value.ts';
import { patternToRegExp } from '../expand/pattern.ts';
import { regexOfWord } from '../expand/word.ts';
import { arithmeticText, patternOfWord, textOfWord } from '../expand/word-text.ts';
import { posixRegex } from '../posix-regex.ts';
import { compareFiles, compareNumbers, numberOperators, testUnary } from './conditions.ts';
import { complain, type Execution } from './execution.ts';
import { ExpansionError } from './flow.ts';

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
    case 'TestUnary':
      return testUnary(node.operator, await textOfWord(node.operand, x), x);
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
