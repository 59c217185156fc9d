/** One command of any form: simple, redirected, or compound. */
import type { CommandNode, CompoundCommand, CompoundList } from 'unbash';
import { arithmetic } from '../expand/parameter-value.ts';
import { arithmeticText } from '../expand/word-text.ts';
import { ReadonlyError } from '../variables.ts';
import { runCase } from './case.ts';
import { runCoprocess } from './coprocess.ts';
import { complain, type Execution } from './execution.ts';
import { ExpansionError } from './flow.ts';
import { inForeground } from './foreground.ts';
import { runArithmeticFor, runFor, runSelect, runWhile } from './loops.ts';
import { printCommand } from './print-command.ts';
import { withRedirections } from './redirect.ts';
import { runSimple } from './simple.ts';
import { inSubshell } from './subshell.ts';
import { runTest } from './test-command.ts';
import { trace } from './trace.ts';
import { runTrap } from './trap.ts';

/** Commands before which the DEBUG trap runs. */
const debugged: ReadonlySet<string> = new Set([
  'Command',
  'For',
  'ArithmeticFor',
  'Select',
  'Case',
  'TestCommand',
  'ArithmeticCommand',
]);

/** Remembers where the shell is, for messages and LINENO. */
function standAt(node: CommandNode, x: Execution): void {
  const { source, firstLine } = x;
  const place = { source, offset: node.pos, end: node.end };
  x.state.position = firstLine === undefined ? place : { ...place, firstLine };
}

/** Runs a command in this shell. */
export async function runCommand(node: CommandNode, x: Execution): Promise<number> {
  standAt(node, x);
  if (debugged.has(node.type) && x.state.traps.has('DEBUG'))
    await runTrap(x, 'DEBUG', x.state.lastStatus);
  switch (node.type) {
    case 'Command':
      return runSimple(node, x);
    case 'Function': {
      const { source, firstLine } = x;
      const file = x.state.sourceName ?? (x.state.inputLetter === 'c' ? 'environment' : undefined);
      x.state.functions.set(node.name.value, { body: node.body, source, firstLine, file });
      return 0;
    }
    case 'Coproc':
      return runCoprocess(node, x);
    case 'Redirected':
      return withRedirections(node.redirects, x, (inner) => runCompound(node.command, inner));
    default:
      return runCompound(node, x);
  }
}

/** Runs `if`, `for`, `{ … }`, `( … )` … */
export async function runCompound(
  node: CompoundCommand | CompoundList,
  x: Execution,
): Promise<number> {
  switch (node.type) {
    case 'CompoundList':
      return x.host.machine.runBody(node, x);
    case 'BraceGroup':
      return x.host.machine.runBody(node.body, x);
    case 'Subshell':
      return inForeground(
        x,
        () => printCommand(node, x.source),
        (outer) =>
          inSubshell(outer, { io: new Map(outer.io) }, (inner) =>
            inner.host.machine.runBody(node.body, inner),
          ),
      );
    case 'If':
      return runIf(node, x);
    case 'For':
      return runFor(node, x);
    case 'ArithmeticFor':
      return runArithmeticFor(node, x);
    case 'Select':
      return runSelect(node, x);
    case 'While':
      return runWhile(node, x);
    case 'Case':
      return runCase(node, x);
    case 'TestCommand':
      return runTest(node.expression, x);
    case 'ArithmeticCommand':
      return runArithmetic(node.body, x);
  }
}

async function runIf(
  node: Extract<CompoundCommand, { type: 'If' }>,
  x: Execution,
): Promise<number> {
  const tested: Execution = { ...x, tested: true };
  for (const branch of [node, ...node.elif]) {
    if ((await tested.host.machine.runBody(branch.clause, tested)) === 0)
      return x.host.machine.runBody(branch.then, x);
  }
  return node.else === undefined ? 0 : x.host.machine.runBody(node.else, x);
}

/** `(( … ))`: 0 when the value isn't 0. */
async function runArithmetic(body: string, x: Execution): Promise<number> {
  try {
    const text = await arithmeticText(body, x);
    await trace(`(( ${text.trim()} ))`, x);
    return arithmetic(text, x) === 0n ? 1 : 0;
  } catch (error) {
    if (error instanceof ReadonlyError) {
      await complain(x, `${error.message}: readonly variable`);
      return 1;
    }
    if (!(error instanceof ExpansionError)) throw error;
    await complain(x, `((: ${error.message}`);
    return 1;
  }
}
