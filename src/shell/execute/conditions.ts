/** What `[`, `test` and `[[` share: file, text and number tests. */
import { arrayKeys } from '../expand/array-keys.ts';
import { setOptions } from '../options.ts';
import { resolvePath } from '../path.ts';
import type { Execution } from './execution.ts';
import { findProgram } from './find-program.ts';

/** Operators with one operand. */
export const unaryOperators = new Set(
  [
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
    'k',
    'L',
    'n',
    'N',
    'o',
    'O',
    'G',
    'p',
    'r',
    'R',
    's',
    'S',
    't',
    'u',
    'v',
    'w',
    'x',
    'z',
  ].map((letter) => `-${letter}`),
);

/** Operators between two numbers. */
export const numberOperators = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

/** Operators between two words, for `[`. */
export const wordOperators = new Set([
  ...numberOperators,
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-nt',
  '-ot',
  '-ef',
]);

/** `-f path`, `-z text`, `-v name` … */
export function testUnary(operator: string, operand: string, x: Execution): boolean {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-v':
      return isSet(operand, x);
    case '-o':
      return setOptions.includes(operand) && x.state.options.has(operand);
    case '-t':
      return isTerminal(Number(operand), x);
    default:
      return testFile(operator, operand, x);
  }
}

function isTerminal(number: number, x: Execution): boolean {
  const descriptor = x.io.get(number);
  return (
    descriptor?.writer?.isTerminal ?? (number === 0 && x.io.get(1)?.writer?.isTerminal === true)
  );
}

function isSet(name: string, x: Execution): boolean {
  const element = /^(\w+)\[(.+)\]$/.exec(name);
  const variable = x.state.variables.get(element?.[1] ?? name);
  if (element?.[2] !== undefined) {
    const keys = arrayKeys(variable);
    return element[2] === '@' ? keys.length > 0 : keys.includes(element[2]);
  }
  return (
    x.state.variables.text(name) !== undefined ||
    (/^[1-9]$/.test(name) && Number(name) <= x.state.positional.length)
  );
}

function testFile(operator: string, operand: string, x: Execution): boolean {
  if (operand === '') return false;
  const devices = ['/dev/null', '/dev/tty'];
  if (devices.includes(operand)) return ['-e', '-a', '-r', '-w', '-c'].includes(operator);
  const full =
    resolvePath(x.state.cwd, operand) + (operand.endsWith('/') && operand !== '/' ? '/' : '');
  if (operator === '-L' || operator === '-h') return x.host.files.linkTarget(full) !== undefined;
  const stat = x.host.files.stat(full);
  if (stat === undefined)
    return isProgramPath(full, x) && '-e -a -f -r -x -s'.split(' ').includes(operator);
  switch (operator) {
    case '-f':
      return stat.kind === 'file';
    case '-d':
      return stat.kind === 'folder';
    case '-s':
      return stat.size > 0;
    case '-r':
      return (stat.mode & 0o400) !== 0;
    case '-w':
      return (stat.mode & 0o200) !== 0;
    case '-x':
      return (stat.mode & 0o100) !== 0;
    case '-e':
    case '-a':
    case '-O':
    case '-G':
    case '-N':
      return true;
    default:
      return false;
  }
}

/** `/bin/sh`: programs stand in the usual folders although no file does. */
function isProgramPath(path: string, x: Execution): boolean {
  const match = /^\/(?:usr\/(?:local\/)?)?bin\/([^/]+)$/.exec(path);
  const name = match?.[1];
  return name !== undefined && (/^(?:ba|da)?sh$/.test(name) || findProgram(name, x) !== undefined);
}

/** Two numbers by `-eq`, `-lt` … */
export function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

/** Two files by `-nt`, `-ot`, `-ef`. */
export function compareFiles(operator: string, left: string, right: string, x: Execution): boolean {
  const [a, b] = [left, right].map((path) => resolvePath(x.state.cwd, path));
  const first = x.host.files.stat(a ?? '');
  const second = x.host.files.stat(b ?? '');
  if (operator === '-ef') return first !== undefined && first.id === second?.id;
  const [newer, older] = operator === '-nt' ? [first, second] : [second, first];
  return newer !== undefined && (older === undefined || newer.modifiedMs > older.modifiedMs);
}
