/** `sh -c`: a shell for the scripts of tutorials, as a generator that yields when it sleeps. */
import {
  type AndOr,
  type Command,
  type If,
  type PipelineNode,
  parse,
  type Redirection,
  type Script,
  type Statement,
  type While,
  type Word,
} from 'unbash';
import { interact } from './interactive.ts';
import { pathOf } from './paths.ts';
import { tools } from './tools.ts';
import { expandWord, expandWords } from './words.ts';
import { ExitSignal, type Run, runToEnd, type World } from './world.ts';

/** So many commands without a sleep make a loop give the clock its turn. */
const BUSY_COMMANDS = 200;
const BUSY_MS = 100;
const CAPTURE_LIMIT_MS = 60_000;

interface Shell {
  readonly world: World;
  busy: number;
}

function capture(shell: Shell, script: Script): string {
  let text = '';
  const world = {
    ...shell.world,
    print: (more: string) => {
      text += more;
    },
  };
  runToEnd(statements({ world, busy: 0 }, script.commands), CAPTURE_LIMIT_MS);
  return text;
}

/** The world with a command's output sent where its redirections say; `flush` writes the files. */
function redirected(
  shell: Shell,
  redirections: readonly Redirection[],
): { world: World; input: string | undefined; flush: () => void } {
  const { world } = shell;
  const writes: Array<{ path: string; text: string; appends: boolean }> = [];
  let input: string | undefined;
  let print = world.print;
  let printError = world.printError;
  for (const redirection of redirections) {
    if (redirection.type !== 'Redirect' || !redirection.target) continue;
    const target = expandWord(redirection.target, world, (script) => capture(shell, script));
    const isError =
      redirection.descriptor?.type === 'FileDescriptor' && redirection.descriptor.value === 2;
    if (redirection.operator === '>&') {
      if (isError) printError = (text) => print(text);
      else print = world.printError;
      continue;
    }
    if (redirection.operator === '<') {
      input = world.files.get(pathOf(target, world)) ?? '';
      continue;
    }
    if (!redirection.operator.includes('>')) continue;
    const write = {
      path: pathOf(target, world),
      text: '',
      appends: redirection.operator.includes('>>'),
    };
    writes.push(write);
    const add = (text: string): void => {
      write.text += text;
    };
    if (!isError) print = add;
    if (isError || redirection.operator.startsWith('&')) printError = add;
  }
  const flush = (): void => {
    for (const { path, text, appends } of writes) {
      if (path === '/dev/null') continue;
      world.files.set(path, `${appends ? (world.files.get(path) ?? '') : ''}${text}`);
    }
  };
  return { world: { ...world, print, printError }, input, flush };
}

function* command(shell: Shell, node: Command, input: string): Run {
  shell.busy += 1;
  if (shell.busy % BUSY_COMMANDS === 0) yield BUSY_MS;
  const { world } = shell;
  const captured = (script: Script): string => capture(shell, script);
  for (const prefix of node.prefix) {
    if (prefix.type === 'Assignment' && prefix.value.type === 'Word') {
      world.env.set(prefix.name, expandWord(prefix.value, world, captured));
    }
  }
  if (!node.name) return 0;
  const words = node.args.filter((arg): arg is Word => arg.type === 'Word');
  const argv = expandWords([node.name, ...words], world, captured);
  const { world: inner, input: fromFile, flush } = redirected(shell, node.redirects);
  const read = fromFile === undefined ? inner : { ...inner, input: undefined };
  const result = yield* runArgv(argv, read, fromFile ?? input);
  flush();
  return result;
}

function* pipeline(shell: Shell, node: PipelineNode, input = ''): Run {
  if (node.type !== 'Pipeline') return yield* simple(shell, node, input);
  let text = input;
  let status = 0;
  for (const [at, stage] of node.commands.entries()) {
    const isLast = at === node.commands.length - 1;
    let next = '';
    const within = at === 0 ? shell.world : { ...shell.world, input: undefined };
    const world = isLast
      ? within
      : {
          ...within,
          print: (more: string) => {
            next += more;
          },
        };
    status = yield* simple({ world, busy: 0 }, stage, text);
    text = next;
  }
  const isNegated = node.prefixes.some(({ type }) => type === 'Negation');
  return isNegated ? Number(status === 0) : status;
}

function* simple(shell: Shell, node: PipelineNode, input: string): Run {
  switch (node.type) {
    case 'Command':
      return yield* command(shell, node, input);
    case 'BraceGroup':
    case 'Subshell':
      return yield* statements(shell, node.body.commands);
    case 'If':
      return yield* conditional(shell, node);
    case 'While':
      return yield* loop(shell, node);
    case 'For': {
      let status = 0;
      for (const value of expandWords(node.wordlist ?? [], shell.world, (s) => capture(shell, s))) {
        shell.world.env.set(node.name.value, value);
        status = yield* statements(shell, node.body.commands);
      }
      return status;
    }
    default:
      shell.world.printError(`sh: ${node.type} is not supported by the simulated container\n`);
      return 2;
  }
}

function* conditional(shell: Shell, node: If): Run {
  if ((yield* statements(shell, node.clause.commands)) === 0) {
    return yield* statements(shell, node.then.commands);
  }
  for (const { clause, then } of node.elif) {
    if ((yield* statements(shell, clause.commands)) === 0) {
      return yield* statements(shell, then.commands);
    }
  }
  return node.else ? yield* statements(shell, node.else.commands) : 0;
}

function* loop(shell: Shell, node: While): Run {
  let status = 0;
  for (;;) {
    const clause = yield* statements(shell, node.clause.commands);
    if ((clause === 0) !== (node.kind === 'while')) return status;
    status = yield* statements(shell, node.body.commands);
  }
}

function* andOr(shell: Shell, node: AndOr): Run {
  let status = 0;
  for (const [at, part] of node.commands.entries()) {
    const operator = node.operators[at - 1];
    if (operator === '&&' && status !== 0) continue;
    if (operator === '||' && status === 0) continue;
    status = yield* pipeline(shell, part);
  }
  return status;
}

function* statements(shell: Shell, list: readonly Statement[]): Run {
  let status = 0;
  for (const statement of list) {
    if (statement.background) {
      shell.world.printError('sh: & is not supported by the simulated container\n');
      return 2;
    }
    const { command: node } = statement;
    status = yield* node.type === 'AndOr' ? andOr(shell, node) : pipeline(shell, node);
    shell.world.env.set('?', String(status));
  }
  return status;
}

const parsed = new Map<string, Script>();

function parseScript(source: string): Script {
  const known = parsed.get(source);
  if (known) return known;
  const script = parse(source);
  if (parsed.size > 500) parsed.clear();
  parsed.set(source, script);
  return script;
}

/** Runs the text of a script; `exit` ends it. */
export function* runScript(source: string, world: World): Run {
  const tree = parseScript(source);
  try {
    return yield* statements({ world, busy: 0 }, tree.commands);
  } catch (error) {
    if (error instanceof ExitSignal) return error.status;
    throw error;
  }
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', '/bin/sh', '/bin/bash', '/bin/ash']);

/** Whether a program is a shell. */
export const isShell = (name: string): boolean => SHELLS.has(name);
/** "/bin/sleep" ⇒ "sleep" */
export const toolName = (name: string): string => name.replace(/^\/(usr\/)?(local\/)?s?bin\//, '');

/** Whether an argument vector is a shell that reads commands itself: Ctrl-C is its own affair then. */
export const isInteractive = ([name = '', ...args]: readonly string[]): boolean =>
  isShell(name) && args.every((arg) => arg.startsWith('-') && !/^-\w*c$/.test(arg));

/** A shell without `-c`: a script from a file, or lines from whoever is at the other end. */
function* runShell(name: string, args: readonly string[], world: World): Run {
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined) return world.input ? yield* interact(name, world, runScript) : 0;
  const source = world.files.get(pathOf(file, world));
  if (source !== undefined) return yield* runScript(source, world);
  world.printError(`${name}: 0: cannot open ${file}: No such file\n`);
  return 2;
}

/** Runs an argument vector: a shell with `-c`, or one of the tools. 127: there is no such program. */
export function* runArgv(argv: readonly string[], world: World, input = ''): Run {
  const [name = '', ...args] = argv;
  if (isShell(name)) {
    const flag = args.findIndex((arg) => /^-\w*c$/.test(arg));
    if (flag >= 0) return yield* runScript(args[flag + 1] ?? '', world);
    return yield* runShell(name, args, world);
  }
  const own = world.own?.(toolName(name), args, world);
  if (own !== undefined) return own;
  const tool = tools.get(toolName(name));
  if (!tool || world.has?.(toolName(name)) === false) {
    world.printError(`sh: ${name}: not found\n`);
    return 127;
  }
  const result = tool(args, world, input);
  return typeof result === 'number' ? result : yield* result;
}
