/** `declare`, `export`, `readonly`, `local`: attributes of variables. */
import { assignText } from '../execute/assign.ts';
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { printFunctionDefinition } from '../execute/print-command.ts';
import { printVariable } from '../expand/print-variable.ts';
import { isName, ReadonlyError, type Variable } from '../variables.ts';
import type { Builtin } from './builtin.ts';

interface Request {
  readonly verb: string;
  /** Letters given with `-`. */
  readonly on: string;
  /** Letters given with `+`. */
  readonly off: string;
  readonly local: boolean;
}

function parse(args: readonly string[]): { on: string; off: string; words: string[] } {
  let on = '';
  let off = '';
  const words: string[] = [];
  for (const arg of args) {
    if (words.length === 0 && /^-[A-Za-z]+$/.test(arg)) on += arg.slice(1);
    else if (words.length === 0 && /^\+[A-Za-z]+$/.test(arg)) off += arg.slice(1);
    else if (arg !== '--') words.push(arg);
  }
  return { on, off, words };
}

function setAttributes(variable: Variable, { on, off }: Request): void {
  if (on.includes('a'))
    variable.items ??= new Map(variable.value === undefined ? [] : [[0, variable.value]]);
  if (on.includes('A')) variable.map ??= new Map();
  if (on.includes('a') || on.includes('A')) variable.value = undefined;
  if (on.includes('i')) variable.integer = true;
  if (on.includes('x')) variable.exported = true;
  if (on.includes('l')) variable.lower = true;
  if (on.includes('u')) variable.upper = true;
  if (off.includes('x')) variable.exported = false;
  if (off.includes('i')) variable.integer = false;
}

async function declareOne(word: string, request: Request, x: Execution): Promise<number> {
  const match = /^([A-Za-z_]\w*)(?:\[(.*?)\])?(?:(\+?)=([\s\S]*))?$/.exec(word);
  const { verb } = request;
  if (match === null || !isName(match[1] ?? '')) {
    await complain(x, `${verb}: \`${word}': not a valid identifier`);
    return 1;
  }
  const [, name = '', index, plus, value] = match;
  const { variables } = x.state;
  try {
    if (request.on.includes('n') && value !== undefined) {
      const reference = request.local ? variables.makeLocal(name) : variables.ensure(name);
      reference.reference = value;
      return 0;
    }
    const locked = variables.get(name)?.readonly === true;
    const variable = request.local
      ? variables.makeLocal(name)
      : locked && value === undefined
        ? (variables.get(name) ?? {})
        : variables.ensure(name);
    if (request.on.includes('A') && variable.items !== undefined) {
      await complain(x, `${verb}: ${name}: cannot convert indexed to associative array`);
      return 1;
    }
    if (request.on.includes('a') && variable.map !== undefined) {
      await complain(x, `${verb}: ${name}: cannot convert associative to indexed array`);
      return 1;
    }
    setAttributes(variable, request);
    if (value !== undefined) assignText(name, index, value, plus === '+', x);
    if (request.on.includes('r')) variable.readonly = true;
    return 0;
  } catch (error) {
    if (!(error instanceof ReadonlyError)) throw error;
    await complain(x, `${verb === 'export' ? '' : `${verb}: `}${error.message}: readonly variable`);
    return 1;
  }
}

async function print(words: readonly string[], request: Request, x: Execution): Promise<number> {
  const { variables, functions } = x.state;
  if (/[fF]/.test(request.on)) {
    for (const name of words.length > 0 ? words : [...functions.keys()].sort()) {
      const own = functions.get(name);
      if (own === undefined) return 1;
      const line = request.on.includes('F')
        ? words.length > 0
          ? name
          : `declare -f ${name}`
        : printFunctionDefinition(name, own.body, own.source);
      await stdout(x).write(`${line}\n`);
    }
    return 0;
  }
  let status = 0;
  const fits = (variable: Variable) =>
    (!request.on.includes('x') || variable.exported === true) &&
    (!request.on.includes('r') || variable.readonly === true) &&
    (!request.on.includes('a') || variable.items !== undefined) &&
    (!request.on.includes('A') || variable.map !== undefined);
  for (const name of words.length > 0 ? words : variables.names()) {
    const variable = variables.get(name);
    if (variable === undefined) {
      await complain(x, `${request.verb}: ${name}: not found`);
      status = 1;
    } else if (words.length > 0 || fits(variable)) {
      await stdout(x).write(`${printVariable(name, variable)}\n`);
    }
  }
  return status;
}

/** Letters that each of them takes. */
const known: Readonly<Record<string, string>> = {
  declare: 'aAfFgiIlnrtuxp',
  local: 'aAfFgiIlnrtuxp',
  export: 'fnpx',
  readonly: 'aAfp',
};
const usages: Readonly<Record<string, string>> = {
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  export: 'export [-fn] [name[=value] ...] or export -p',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
};

async function run(
  args: readonly string[],
  verb: string,
  letters: string,
  x: Execution,
): Promise<number> {
  const { on, off, words } = parse(args);
  const wrong = [...on, ...off].find(
    (letter) => !(known[verb] ?? known['declare'] ?? '').includes(letter),
  );
  if (wrong !== undefined) {
    await complain(x, `${verb}: -${wrong}: invalid option`);
    await stderr(x).write(`${verb}: usage: ${usages[verb] ?? ''}\n`);
    return 2;
  }
  const inFunction = x.state.variables.inFunction;
  const local = verb === 'local' || (verb === 'declare' && inFunction && !on.includes('g'));
  const request: Request = { verb, on: on + letters, off, local };
  if (on.includes('p') || words.length === 0 || /[fF]/.test(on)) {
    if (verb === 'export' && /[fF]/.test(on)) return 0;
    return print(words, { ...request, local: false }, x);
  }
  let status = 0;
  for (const word of words) status = (await declareOne(word, request, x)) || status;
  return status;
}

/** `declare -x NAME=value`, `-a`, `-A`, `-i`, `-r`, `-l`, `-u`, `-n`, `-g`, `-p`, `-f`. */
export const declare: Builtin = (args, x) => run(args, 'declare', '', x);

/** `export NAME=value`; `-n` takes it back. */
export const exportNames: Builtin = (args, x) => {
  if (args[0] === '-n') return run(['+x', ...args.slice(1)], 'export', '', x);
  return run(args, 'export', 'x', x);
};

/** `readonly NAME=value`. */
export const readonlyNames: Builtin = (args, x) => run(args, 'readonly', 'r', x);

/** `local NAME=value`: only inside a function. */
export const local: Builtin = async (args, x) => {
  if (!x.state.variables.inFunction) {
    await complain(x, 'local: can only be used in a function');
    return 1;
  }
  return run(args, 'local', '', x);
};
