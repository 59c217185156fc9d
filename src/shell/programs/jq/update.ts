/** Assignments. Mirrors jq 1.6 src/parser.y gen_update and src/builtin.jq _modify. */
import { deletePaths, getPath, setPath } from './access.ts';
import { operate } from './arithmetic.ts';
import type { Runner } from './running.ts';
import type { Scope } from './scope.ts';
import type { Node, UpdateOperator } from './syntax.ts';
import { isTruthy, sortBy, type Value } from './value.ts';

/** Paths in jq's order: what is deleted last comes first. */
export const sortedPaths = (list: readonly Value[]): readonly Value[] =>
  sortBy(list, (path) => path);

/** `=`, `|=`, `+=` and their like: the value with others at the paths of the left side. */
export function* update(
  runner: Runner,
  operator: UpdateOperator,
  left: Node,
  right: Node,
  scope: Scope,
  value: Value,
): Generator<Value, void, void> {
  if (operator === '|=') {
    yield modify(runner, left, right, scope, value);
    return;
  }
  for (const given of runner.values(right, scope, value)) {
    let result = value;
    for (const path of runner.paths(left, scope, value)) {
      const old = operator === '=' ? null : getPath(result, path);
      result = setPath(result, path, updated(operator, old, given));
    }
    yield result;
  }
}

/** `|=`: the first result takes a value's place; none takes it away. */
function modify(runner: Runner, left: Node, right: Node, scope: Scope, value: Value): Value {
  let result = value;
  for (const path of runner.paths(left, scope, value)) {
    const first = runner.values(right, scope, getPath(result, path)).next();
    result = first.done
      ? deletePaths(result, [path], sortedPaths)
      : setPath(result, path, first.value);
  }
  return result;
}

function updated(operator: Exclude<UpdateOperator, '|='>, old: Value, given: Value): Value {
  if (operator === '=') return given;
  if (operator === '//=') return isTruthy(old) ? old : given;
  return operate(operator.charAt(0) as '+' | '-' | '*' | '/' | '%', old, given);
}
