/** `test` and `[`: files, strings and numbers compared. */
import { isFolder, pathOf } from './paths.ts';
import type { World } from './world.ts';

const BINARY: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '-eq': (a, b) => Number(a) === Number(b),
  '-ne': (a, b) => Number(a) !== Number(b),
  '-lt': (a, b) => Number(a) < Number(b),
  '-le': (a, b) => Number(a) <= Number(b),
  '-gt': (a, b) => Number(a) > Number(b),
  '-ge': (a, b) => Number(a) >= Number(b),
};

function unary(operator: string, operand: string, world: World): boolean | undefined {
  const path = pathOf(operand, world);
  const text = world.files.get(path);
  const isThere = text !== undefined || isFolder(path, world);
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-f':
    case '-r':
    case '-w':
      return text !== undefined;
    case '-e':
      return isThere;
    case '-d':
      return isFolder(path, world);
    case '-s':
      return text !== undefined && text !== '';
    default:
      return undefined;
  }
}

function holds(args: readonly string[], world: World): boolean | undefined {
  const [first = '', second = '', third = ''] = args;
  if (first === '!') {
    const rest = holds(args.slice(1), world);
    return rest === undefined ? undefined : !rest;
  }
  if (args.length === 0) return false;
  if (args.length === 1) return first !== '';
  if (args.length === 2) return unary(first, second, world);
  return args.length === 3 ? BINARY[second]?.(first, third) : undefined;
}

/** 0 when it holds, 1 when not, 2 when it is no test. */
export function test(args: readonly string[], world: World): number {
  const result = holds(args, world);
  if (result === undefined) {
    world.printError(`sh: ${args[0] ?? ''}: unknown operand\n`);
    return 2;
  }
  return result ? 0 : 1;
}
