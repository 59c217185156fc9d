/** Text to commands: parses line by line as bash does, so that aliases and errors come in order. */
import { parse, type Script, type Statement } from 'unbash';
import { expandAliases } from './aliases.ts';
import { complain, type Execution, stderr } from './execution.ts';
import { runStatements } from './statement.ts';
import { type SyntaxProblem, syntaxProblem } from './syntax-error.ts';

/** Runs a text of any number of lines; gives the last status. */
export async function runText(text: string, x: Execution): Promise<number> {
  const { state } = x;
  let source = text.replaceAll('\r\n', '\n');
  for (;;) {
    const parsed = parseWithAliases(source, x);
    const inner: Execution = { ...x, source: parsed.source };
    const problem = syntaxProblem(parsed.source, parsed.script);
    const ready = beforeProblem(parsed.script.commands, parsed.source, problem);
    const next = await runLines(ready, inner, parsed.aliases);
    if (next === undefined) {
      if (problem === undefined) return state.lastStatus;
      await sayProblem(problem, x);
      state.lastStatus = 2;
      return 2;
    }
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

/** Whole lines before the line with the error run first. */
function beforeProblem(
  statements: readonly Statement[],
  source: string,
  problem: SyntaxProblem | undefined,
): readonly Statement[] {
  if (problem === undefined) return statements;
  const lineStart = source.lastIndexOf('\n', problem.offset - 1) + 1;
  const whole = statements.filter((statement) => statement.end < lineStart);
  return whole.length < statements.length ? whole : [];
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
    await runStatements(line, x);
    line = [];
    if (next === undefined || aliases === undefined) continue;
    if (JSON.stringify([...x.state.aliases]) !== aliases) return next.pos;
  }
  return undefined;
}

async function sayProblem(problem: SyntaxProblem, x: Execution): Promise<void> {
  const { state } = x;
  if (!state.showsLines) return complain(x, problem.message);
  const origin = state.name === 'bash' ? 'bash: -c' : state.name;
  await stderr(x).write(`${origin}: line ${problem.line}: ${problem.message}\n`);
  if (problem.text !== undefined) {
    await stderr(x).write(`${origin}: line ${problem.line}: \`${problem.text}'\n`);
  }
}
