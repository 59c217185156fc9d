/** Text to commands: parses line by line as bash does, so that aliases and errors come in order. */
import { parse, type Script, type Statement } from 'unbash';
import { ReadonlyError } from '../variables.ts';
import { expandAliases } from './aliases.ts';
import { complain, type Execution, stderr } from './execution.ts';
import { ExpansionError } from './flow.ts';
import { runStatements } from './statement.ts';
import { type SyntaxProblem, syntaxProblem } from './syntax-error.ts';

/** Runs a text of any number of lines; gives the last status. */
export async function runText(text: string, x: Execution): Promise<number> {
  const { state } = x;
  let source = text.replaceAll('\r\n', '\n');
  let firstLine = x.firstLine ?? 1;
  for (;;) {
    const parsed = parseWithAliases(source, x);
    const inner: Execution = { ...x, source: parsed.source, firstLine };
    const problem = syntaxProblem(parsed.source, parsed.script);
    const ready =
      state.options.has('noexec') && !state.interactive
        ? []
        : beforeProblem(parsed.script.commands, parsed.source, problem);
    if (state.options.has('verbose') && !state.interactive)
      await stderr(x).write(withNewline(source));
    const next = await runLines(ready, inner, parsed.aliases);
    if (next === undefined) {
      if (problem === undefined) return state.lastStatus;
      await sayProblem(problem, firstLine - 1, x);
      state.lastStatus = 2;
      return 2;
    }
    firstLine += parsed.source.slice(0, next).split('\n').length - 1;
    source = parsed.source.slice(next);
  }
}

interface Parsed {
  readonly source: string;
  readonly script: Script;
  /** The aliases it was read with. */
  readonly aliases: string | undefined;
}

function parseWithAliases(source: string, x: Execution): Parsed {
  const { aliases, interactive, options } = x.state;
  const script = parse(source);
  if (!(interactive || options.has('expand_aliases'))) {
    return { source, script, aliases: undefined };
  }
  const version = JSON.stringify([...aliases]);
  const replaced = aliases.size === 0 ? source : expandAliases(source, script, aliases);
  return {
    source: replaced,
    script: replaced === source ? script : parse(replaced),
    aliases: version,
  };
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Whole lines before the line with the error run first. */
function beforeProblem(
  statements: readonly Statement[],
  source: string,
  problem: SyntaxProblem | undefined,
): readonly Statement[] {
  if (problem === undefined) return statements;
  const lineStart = source.lastIndexOf('\n', problem.offset - 1) + 1;
  let count = statements.filter((statement) => statement.end < lineStart).length;
  while (count > 0 && !(isSound(statements, count, source) && endsLine(statements, count, source)))
    count -= 1;
  return statements.slice(0, count);
}

/** Whether the first statements alone have nothing wrong with them. */
function isSound(statements: readonly Statement[], count: number, source: string): boolean {
  const text = source.slice(0, statements[count - 1]?.end ?? 0);
  return syntaxProblem(text, parse(text)) === undefined;
}

/** Whether what follows them stands on another line: a line is read whole before any of it runs. */
function endsLine(statements: readonly Statement[], count: number, source: string): boolean {
  const rest = source.slice(statements[count - 1]?.end ?? 0);
  return /^[ \t;]*(?:#[^\n]*)?\n/.test(rest);
}

/** Runs line after line; stops before the first line that new aliases may change, and says where. */
async function runLines(
  statements: readonly Statement[],
  x: Execution,
  aliases: string | undefined,
): Promise<number | undefined> {
  let line: Statement[] = [];
  for (const [at, statement] of statements.entries()) {
    line.push(statement);
    const next = statements[at + 1];
    if (next !== undefined && !x.source.slice(statement.end, next.pos).includes('\n')) continue;
    await runLine(line, x);
    line = [];
    if (next === undefined || aliases === undefined) continue;
    if (JSON.stringify([...x.state.aliases]) !== aliases) return next.pos;
  }
  return undefined;
}

/** An expansion that can't be ends its line; a person's shell and a script's then go on with the next. */
async function runLine(line: readonly Statement[], x: Execution): Promise<void> {
  const { state } = x;
  try {
    await runStatements(line, x);
  } catch (error) {
    const fatal = error instanceof ExpansionError && !error.endsLineOnly && !state.interactive;
    const known = error instanceof ExpansionError || error instanceof ReadonlyError;
    if (!known || fatal || state.subshellLevel > 0 || state.options.has('errexit')) throw error;
    const why = error instanceof ReadonlyError ? ': readonly variable' : '';
    await complain(x, `${error.message}${why}`);
    state.lastStatus = 1;
  }
}

/** dash says the same in other words. */
function dashWords({ message }: SyntaxProblem): string {
  if (message.includes('looking for matching')) return 'Unterminated quoted string';
  const token = /unexpected token `(.*)'/.exec(message)?.[1];
  return token === undefined ? 'end of file unexpected' : `"${token}" unexpected`;
}

async function sayProblem(problem: SyntaxProblem, before: number, x: Execution): Promise<void> {
  const { state } = x;
  if (!state.showsLines) {
    if (state.evalDepth === 0) return complain(x, problem.message);
    await stderr(x).write(`bash: eval: line ${before + problem.line}: ${problem.message}\n`);
    if (problem.text !== undefined)
      await stderr(x).write(`bash: eval: line ${before + problem.line}: \`${problem.text}'\n`);
    return;
  }
  const name = state.sourceName ?? state.name;
  const origin =
    state.evalDepth > 0
      ? `${name}: eval`
      : state.inputLetter === 'c' && state.sourceName === undefined
        ? `${name}: -c`
        : name;
  if (state.isDash) {
    await stderr(x).write(
      `${name}: ${before + problem.line}: Syntax error: ${dashWords(problem)}\n`,
    );
    return;
  }
  const line = before + problem.line;
  await stderr(x).write(`${origin}: line ${line}: ${problem.message}\n`);
  if (problem.text !== undefined) {
    await stderr(x).write(`${origin}: line ${line}: \`${problem.text}'\n`);
  }
}
