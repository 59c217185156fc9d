/** A program's text to something that runs, or jq's words for what is wrong with it. */
import { natives } from './builtins/index.ts';
import { checkNames } from './check-names.ts';
import { parseProgram } from './parser.ts';
import { prelude } from './prelude.ts';
import type { Scope } from './scope.ts';
import { CompileError, type Node, type Problem } from './syntax.ts';
import type { Value } from './value.ts';

/** A program with what its names mean. */
export interface Program {
  readonly node: Node;
  readonly scope: Scope;
}

const BUILTINS = 'builtins/0';

/** Every builtin's name; those that begin with `_` are ours. */
const names = (): readonly string[] =>
  [...natives.keys(), ...prelude().names, BUILTINS].filter((name) => !name.startsWith('_'));

/** Reads a program; `variables` are those of the command line. Throws CompileError. */
export function compile(text: string, variables: ReadonlyMap<string, Value>): Program {
  const node = parseProgram(text);
  const known = new Set([...names(), ...[...variables.keys(), 'ENV'].map((name) => `$${name}`)]);
  const problems = checkNames(node, known);
  if (problems.length > 0) throw new CompileError(problems);
  let { scope } = prelude();
  const list: Node = { kind: 'literal', value: [...names()] };
  scope = scope.withFunction({ name: 'builtins', params: [], body: list });
  for (const [name, value] of variables) scope = scope.withVariable(name, value);
  return { node, scope };
}

/** Where a problem is: its line, and blanks as wide as what stands before it. */
function place(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const to = text.indexOf('\n', from);
  const line = text.slice(from, to < 0 ? undefined : to);
  const number = text.slice(0, from).split('\n').length;
  return `at <top-level>, line ${number}:\n${line}${' '.repeat(at - from)}`;
}

const one = (text: string, { message, at }: Problem): string =>
  at < 0 ? `jq: error: ${message}\n` : `jq: error: ${message} ${place(text, at)}\n`;

/** What jq says of a program that does not compile. */
export function printCompileError(text: string, { problems }: CompileError): string {
  const count = problems.length;
  const all = problems.map((problem) => one(text, problem)).join('');
  return `${all}jq: ${count} compile error${count === 1 ? '' : 's'}\n`;
}
