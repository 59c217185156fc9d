/** Comparing values in filters. Mirrors k8s.io/client-go third_party/forked/golang/template/funcs.go. */
import { KubectlError } from '../../errors.ts';

type Basic = 'bool' | 'int' | 'float' | 'string';

function basicKind(value: unknown): Basic {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  throw new KubectlError('invalid type for comparison');
}

function sameKind(left: unknown, right: unknown): Basic {
  const [a, b] = [basicKind(left), basicKind(right)];
  if (a !== b) throw new KubectlError('incompatible types for comparison');
  return a;
}

function isLess(left: unknown, right: unknown): boolean {
  if (sameKind(left, right) === 'bool') throw new KubectlError('invalid type for comparison');
  return (left as string) < (right as string);
}

function isEqual(left: unknown, right: unknown): boolean {
  sameKind(left, right);
  return left === right;
}

/** Whether `left <operator> right` holds; throws when the two cannot be compared. */
export function compareValues(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>':
      return !isLess(left, right) && !isEqual(left, right);
    case '>=':
      return !isLess(left, right);
    default:
      throw new KubectlError(`unrecognized filter operator ${operator}`);
  }
}
