/** What is known of an expression before it runs. */
import type { BinaryOperator, Node } from './syntax.ts';
import type { Value } from './value.ts';

/** The value of a literal; undefined for what is none. */
export const constantOf = (node: Node): Value | undefined =>
  node.kind === 'literal' ? node.value : undefined;

/** Whether two numbers are divided by zero in the text itself. */
export function foldNumbers(
  operator: BinaryOperator,
  left: Node,
  right: Node,
): 'division by zero' | undefined {
  const isNumber = typeof constantOf(left) === 'number';
  return operator === '/' && isNumber && constantOf(right) === 0 ? 'division by zero' : undefined;
}
