/** A simple command: assignments, words, redirections; then a function, builtin or program. */
import type { Assignment, Command, Word } from 'unbash';
import { isDeclaration } from '../builtins/index.ts';
import { quoteIfNeeded } from '../expand/quote.ts';
import { expandWords } from '../expand/word.ts';
import { textOfWord } from '../expand/word-text.ts';
import type { Variable } from '../variables.ts';
import { assign, assignArray, assignText } from './assign.ts';
import { callCommand } from './call.ts';
import { complain, type Execution } from './execution.ts';
import { openRedirections, withRedirections } from './redirect.ts';
import { isTraced, trace, traceWords } from './trace.ts';

/** Runs it; gives its status. */
export async function runSimple(node: Command, x: Execution): Promise<number> {
  const after: (() => Promise<void>)[] = [];
  const inner: Execution = { ...x, afterCommand: after };
  x.state.substitutionStatus = undefined;
  const name = node.name === undefined ? [] : await expandWords([node.name], inner);
  const declares = isDeclaration(name[0] ?? '');
  const words = await expandSuffix(node, declares, inner);
  const assignments = node.prefix.filter((part): part is Assignment => part.type === 'Assignment');
  const args = [...name, ...words.args];
  standAgain(node, x);
  let status: number;
  try {
    if (args.length === 0) {
      const ran = () => assignOnly(assignments, inner);
      status = await withRedirections(node.redirects, inner, ran);
    } else status = await runWords(node, args, assignments, inner);
  } finally {
    for (const run of after) await run();
  }
  for (const { name: array, value, append } of words.arrays) {
    await declareArray(array, value, append === true, x);
  }
  if (args.length > 0) x.state.lastArgument = args.at(-1) ?? '';
  return status;
}

async function assignOnly(assignments: readonly Assignment[], x: Execution): Promise<number> {
  for (const node of assignments) {
    const value = await assign(node, x);
    await traceAssignment(node, value, x);
  }
  return x.state.substitutionStatus ?? 0;
}

type ArrayAssignment = Assignment & {
  readonly value: Extract<Assignment['value'], { type: 'ArrayValue' }>;
};

function isArrayAssignment(node: Assignment): node is ArrayAssignment {
  return node.value.type === 'ArrayValue';
}

/** Arguments; a declaration's assignments are not split, its arrays come after it. */
async function expandSuffix(
  node: Command,
  declares: boolean,
  x: Execution,
): Promise<{ args: string[]; arrays: ArrayAssignment[] }> {
  const args: string[] = [];
  const arrays: ArrayAssignment[] = [];
  for (const part of node.args) {
    if (part.type === 'Word') args.push(...(await expandWords([part], x)));
    else if (isArrayAssignment(part)) {
      args.push(part.name);
      arrays.push(part);
    } else if (declares) {
      const value = await textOfWord(wordOf(part), x, 'assignment');
      args.push(`${part.name}${part.append === true ? '+' : ''}=${value}`);
    } else args.push(part.text);
  }
  return { args, arrays };
}

function wordOf(node: Assignment): Word {
  return node.value.type === 'Word'
    ? node.value
    : { type: 'Word', text: '', value: '', pos: node.pos, end: node.end };
}

/** `declare -r a=(1 2)`: the attribute was set first, the value is still let in. */
async function declareArray(
  name: string,
  value: ArrayAssignment['value'],
  append: boolean,
  x: Execution,
): Promise<void> {
  const variable = x.state.variables.get(name);
  const locked = variable?.readonly === true;
  if (variable !== undefined && locked) variable.readonly = false;
  await assignArray(name, value, append, x);
  if (variable !== undefined && locked) variable.readonly = true;
}

async function runWords(
  node: Command,
  args: readonly string[],
  assignments: readonly Assignment[],
  x: Execution,
): Promise<number> {
  const saved = await assignTemporarily(assignments, x);
  try {
    await traceWords(args, x);
    if (isTraced(x) && (args[0] === 'export' || args[0] === 'readonly')) {
      for (const word of args.slice(1)) if (word.includes('=')) await traceDeclared(word, x);
    }
    if (args[0] === 'exec' && args.length === 1) {
      return (await openRedirections(node.redirects, x, [])) ? 0 : 1;
    }
    return await withRedirections(node.redirects, x, (inner) => callCommand(args, inner));
  } finally {
    restore(saved, x);
  }
}

type Saved = readonly (readonly [string, Variable | undefined])[];

/** `IFS=: read a b`: for this command only, and in its environment. */
async function assignTemporarily(assignments: readonly Assignment[], x: Execution): Promise<Saved> {
  const saved: [string, Variable | undefined][] = [];
  for (const node of assignments) {
    const { variables } = x.state;
    const old = variables.get(node.name);
    const value = await textOfWord(wordOf(node), x, 'assignment');
    await traceAssignment(node, value, x);
    if (old?.readonly === true) {
      await complain(x, `${node.name}: readonly variable`);
      continue;
    }
    saved.push([node.name, old === undefined ? undefined : { ...old }]);
    assignText(node.name, undefined, value, node.append === true, x);
    variables.ensure(node.name).exported = true;
  }
  return saved;
}

function restore(saved: Saved, x: Execution): void {
  for (const [name, old] of saved) {
    if (old === undefined) x.state.variables.unset(name);
    else {
      const variable = x.state.variables.ensure(name);
      variable.exported = false;
      Object.assign(variable, { exported: false }, old);
    }
  }
}

/** `x=1` as the trace shows it: an array as it was written. */
async function traceAssignment(node: Assignment, value: string, x: Execution): Promise<void> {
  if (!isTraced(x)) return;
  const sign = node.append === true ? '+=' : '=';
  const index = node.index === undefined ? '' : `[${node.index.text}]`;
  const right = value === '' ? '' : quoteIfNeeded(value);
  const isArray = node.value.type === 'ArrayValue';
  await trace(isArray ? node.text : `${node.name}${index}${sign}${right}`, x);
}

/** `export V=1` shows its assignment again. */
function traceDeclared(word: string, x: Execution): Promise<void> {
  const at = word.indexOf('=');
  return trace(`${word.slice(0, at)}=${quoteIfNeeded(word.slice(at + 1))}`, x);
}

/** Substitutions have moved the shell's place: back to this command. */
function standAgain(node: Command, x: Execution): void {
  const place = { source: x.source, offset: node.pos, end: node.end };
  x.state.position = x.firstLine === undefined ? place : { ...place, firstLine: x.firstLine };
}
